package dev.gatehouse.http;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What body a route takes.
 *
 * @param limit the most bytes accepted; 0 when the route takes no body
 * @param mediaTypes accepted media types; empty when any but a form of fields is accepted
 * @param required whether an empty body is refused
 * @param wish tells which requests' bodies are looked at: as they come, of any type and encoding, and left out where they
 *     are too large; null where a body is for the route itself, and checked
 */
public record BodyRule(
        int limit,
        Set<String> mediaTypes,
        boolean required,
        @Nullable BodyFilter wish) {
    private static final int MEBIBYTE = 1024 * 1024;

    /** No body; one that is sent all the same is not read. */
    public static final BodyRule NONE = new BodyRule(0, Set.of(), false);

    /** A JSON body of at most 1 MiB. */
    public static final BodyRule JSON = new BodyRule(MEBIBYTE, Set.of("application/json"), true);

    /** A form body (RFC 6749 appendix B) of at most 64 KiB. */
    public static final BodyRule FORM = new BodyRule(64 * 1024, Set.of("application/x-www-form-urlencoded"), true);

    /** The same, where there may be no body at all. */
    public static final BodyRule OPTIONAL_FORM =
            new BodyRule(64 * 1024, Set.of("application/x-www-form-urlencoded"), false);

    public BodyRule {
        mediaTypes = Set.copyOf(mediaTypes);
    }

    /** One whose body is checked before it is read. */
    public BodyRule(int limit, Set<String> mediaTypes, boolean required) {
        this(limit, mediaTypes, required, null);
    }

    /** Bodies that are for somebody else, of at most so many bytes. */
    static BodyRule lookedAt(int bytes, BodyFilter wish) {
        return new BodyRule(bytes, Set.of(), false, wish);
    }

    public boolean isOnlyLookedAt() {
        return wish != null;
    }

    /** A JSON body of at most so many mebibytes. */
    public static BodyRule json(int mebibytes) {
        return new BodyRule(mebibytes * MEBIBYTE, Set.of("application/json"), true);
    }

    /** A document of any media type but a form of fields, or several in a multipart form, of at most so many mebibytes. */
    public static BodyRule document(int mebibytes) {
        return new BodyRule(mebibytes * MEBIBYTE, Set.of(), true);
    }

    public boolean isNone() {
        return limit == 0;
    }

    /** @throws ApiException ERR10015 when the media type is not accepted */
    public void checkMediaType(@Nullable String contentType) {
        String mediaType =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
        boolean accepted = mediaTypes.isEmpty() ? !isForm(mediaType) : mediaTypes.contains(mediaType);
        if (!accepted) {
            String wanted = mediaTypes.isEmpty()
                    ? "the document's own type, for example application/yaml or application/json"
                    : String.join(" or ", mediaTypes);
            throw ErrorCode.CONTENT_TYPE_MISMATCH.with(contentType == null ? "" : contentType, wanted);
        }
    }

    private static boolean isForm(String mediaType) {
        return mediaType.equals("application/x-www-form-urlencoded");
    }
}
