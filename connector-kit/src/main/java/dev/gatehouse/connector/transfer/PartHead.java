package dev.gatehouse.connector.transfer;

import dev.gatehouse.connector.transfer.TransferException.Kind;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The lines before the content of a part. */
final class PartHead {
    /** RFC 7578 section 4.7: others are deprecated; what came in them would be stored encoded. */
    private static final Set<String> AS_IT_IS = Set.of("7bit", "8bit", "binary");

    private static final String EXTENDED = "utf-8''";

    private final Map<String, String> fields;
    private final Map<String, String> parameters;

    private PartHead(Map<String, String> fields, Map<String, String> parameters) {
        this.fields = fields;
        this.parameters = parameters;
    }

    static PartHead read(String text) throws TransferException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : text.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        String disposition = fields.getOrDefault("content-disposition", "");
        if (!disposition.toLowerCase(Locale.ROOT).startsWith("form-data")) {
            throw new TransferException(Kind.NOT_A_FORM, "a part has no Content-Disposition: form-data");
        }
        String encoding = fields.getOrDefault("content-transfer-encoding", "binary");
        if (!AS_IT_IS.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new TransferException(
                    Kind.NOT_A_FORM, "a part has a Content-Transfer-Encoding; send what is in it as it is");
        }
        return new PartHead(fields, parameters(disposition));
    }

    private static Map<String, String> parameters(String disposition) throws TransferException {
        Map<String, String> parameters = new LinkedHashMap<>();
        int at = disposition.indexOf(';');
        while (at >= 0) {
            int equals = disposition.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            StringBuilder value = new StringBuilder();
            int behind = readValue(disposition, equals + 1, value);
            String name = disposition.substring(at + 1, equals).strip().toLowerCase(Locale.ROOT);
            parameters.putIfAbsent(name, value.toString());
            at = disposition.indexOf(';', behind);
        }
        if (!parameters.containsKey("name")) {
            throw new TransferException(Kind.NOT_A_FORM, "a part has no name");
        }
        return parameters;
    }

    /** A token or a quoted string, in which a backslash stands before a quote (RFC 9110 section 5.6.4). */
    private static int readValue(String text, int from, StringBuilder value) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '"') {
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length() && isEscapable(text.charAt(at + 1));
                at += escaped ? 1 : 0;
                value.append(text.charAt(at));
            }
            return at;
        }
        for (; at < text.length() && text.charAt(at) != ';'; at++) {
            value.append(text.charAt(at));
        }
        return at;
    }

    private static boolean isEscapable(char character) {
        return character == '"' || character == '\\';
    }

    Part part(InputStream content) {
        return new Part(
                Objects.requireNonNull(parameters.get("name")),
                filename(),
                Optional.ofNullable(fields.get("content-type")),
                length(),
                content);
    }

    /** The extended form (RFC 8187), which older libraries send for names that are not of ASCII, goes first. */
    private Optional<String> filename() {
        String extended = parameters.get("filename*");
        if (extended != null && extended.toLowerCase(Locale.ROOT).startsWith(EXTENDED)) {
            try {
                String encoded = extended.substring(EXTENDED.length()).replace("+", "%2B");
                return Optional.of(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                return Optional.ofNullable(parameters.get("filename"));
            }
        }
        return Optional.ofNullable(parameters.get("filename"));
    }

    private OptionalLong length() {
        String length = fields.get("content-length");
        return length != null && length.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(length))
                : OptionalLong.empty();
    }
}
