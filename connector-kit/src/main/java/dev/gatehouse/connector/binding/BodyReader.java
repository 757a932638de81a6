package dev.gatehouse.connector.binding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Violation;
import dev.gatehouse.connector.http.Call;
import dev.gatehouse.connector.http.ConnectorError;
import dev.gatehouse.connector.transfer.MultipartReader;
import dev.gatehouse.connector.transfer.Part;
import dev.gatehouse.connector.transfer.TransferException;
import dev.gatehouse.connector.transfer.TransferException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what stands in an operation's body: JSON and the fields of forms to their end, content up to where it begins. */
final class BodyReader {
    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final int MAX_JSON_BYTES = 8 * 1024 * 1024;
    private static final int MAX_FIELD_BYTES = 64 * 1024;
    private static final int MAX_FIELDS = 100;

    /** RFC 2046 section 5.1.1: at most 70 characters. */
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");

    private final DocumentOperation operation;

    BodyReader(DocumentOperation operation) {
        this.operation = operation;
    }

    /**
     * Puts the members of the body to the values.
     *
     * @return the content, where there is some
     */
    Optional<Upload> read(Call call, ObjectNode values, List<Violation> violations) throws IOException {
        if (!call.hasBody() || operation.mediaTypes().isEmpty()) {
            return Optional.empty();
        }
        if (call.header("Content-Encoding") != null) {
            throw ConnectorError.CONTENT_TYPE_MISMATCH.with("with a Content-Encoding", "the body as it is");
        }
        String field = call.header("Content-Type") == null ? "" : call.header("Content-Type");
        String mediaType = field.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!operation.reads(mediaType)) {
            throw ConnectorError.CONTENT_TYPE_MISMATCH.with(
                    mediaType.isEmpty() ? "is missing, which" : excerpt(mediaType),
                    String.join(" or ", operation.mediaTypes()));
        }
        return switch (mediaType) {
            case JSON -> {
                readJson(call, values, violations);
                yield Optional.empty();
            }
            case FORM -> readForm(call, boundary(field), values, violations);
            default -> Optional.of(Upload.ofBody(call.body(), length(call)));
        };
    }

    private static String excerpt(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "..." : text;
    }

    private static OptionalLong length(Call call) {
        String length = call.header("Content-Length");
        return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
    }

    private static void readJson(Call call, ObjectNode values, List<Violation> violations) throws IOException {
        byte[] body;
        try {
            body = call.body().readAtMost(MAX_JSON_BYTES);
        } catch (TransferException e) {
            if (e.kind() == Kind.TOO_LARGE) {
                throw ConnectorError.BODY_TOO_LARGE.with(MAX_JSON_BYTES);
            }
            throw e;
        }
        if (body.length == 0) {
            return;
        }
        JsonNode tree = Json.parse(body);
        if (tree instanceof ObjectNode object) {
            values.setAll(object);
        } else {
            violations.add(new Violation("", "is not an object; send one with the arguments as its members"));
        }
    }

    private static String boundary(String contentType) {
        Matcher matcher = BOUNDARY.matcher(contentType);
        if (!matcher.find()) {
            throw ConnectorError.INVALID_FORM.with("its Content-Type names no boundary");
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }

    private Optional<Upload> readForm(Call call, String boundary, ObjectNode values, List<Violation> violations)
            throws IOException {
        MultipartReader form = new MultipartReader(call.body(), boundary);
        try {
            for (int fields = 0; fields < MAX_FIELDS; fields++) {
                Optional<Part> next = form.next();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                Part part = next.get();
                if (operation.fileFields().contains(part.name())) {
                    return Optional.of(Upload.ofPart(call.body(), form, part));
                }
                readField(part, values, violations);
            }
        } catch (TransferException e) {
            call.body().fail(e);
            throw e;
        }
        throw ConnectorError.INVALID_FORM.with("it has more than " + MAX_FIELDS + " fields");
    }

    private static String text(String field, byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ApiException.invalid(Violation.child("", field), "is not UTF-8; send the form in UTF-8");
        }
    }

    private void readField(Part part, ObjectNode values, List<Violation> violations) throws IOException {
        if (part.filename().isPresent()) {
            throw ApiException.invalid(
                    Violation.child("", excerpt(part.name())),
                    "is a file, which is not asked for; send the content as "
                            + String.join(" or ", operation.fileFields()));
        }
        byte[] value = part.content().readNBytes(MAX_FIELD_BYTES + 1);
        if (value.length > MAX_FIELD_BYTES) {
            throw ApiException.invalid(
                    Violation.child("", excerpt(part.name())), "is longer than " + MAX_FIELD_BYTES + " bytes");
        }
        if (values.has(part.name())) {
            violations.add(Violation.of(part.name(), "is given more than once; send it once"));
        }
        if (operation.members().contains(part.name())) {
            values.put(part.name(), text(part.name(), value));
        }
    }
}
