package dev.gatehouse.registry;

import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.http.Request;

/** Service ids in paths. */
public final class ServiceIds {
    private static final int MAX_LENGTH = 255;

    private ServiceIds() {}

    /**
     * The service id of the request's path.
     *
     * @throws dev.gatehouse.api.ApiException ERR11010 when no service can have such an id
     */
    public static String of(Request request) {
        String id = request.pathParameter("serviceId");
        int length = id.codePointCount(0, id.length());
        boolean valid = length >= 1
                && length <= MAX_LENGTH
                && !id.equals(".")
                && !id.equals("..")
                && id.codePoints().noneMatch(ServiceIds::isForbidden);
        if (!valid) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "serviceId", id, "send 1 to 255 characters without slash, white space or control characters");
        }
        return id;
    }

    private static boolean isForbidden(int character) {
        return character == '/'
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
}
