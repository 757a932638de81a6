package dev.gatehouse.contract.bundle;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One document made of several files.
 *
 * @param document JSON, or the only file as it came; not to be changed
 * @param places where what stands in each of its lines came from; empty where it is the only file
 */
public record Bundle(byte[] document, List<Place> places) {
    private static final Pattern REASON = Pattern.compile("(?s).*? at line \\d+, column \\d+: (.*)\\.");

    /** A place in a file that was sent. */
    record Place(String file, int line, int column) {}

    /** The same error for the place in the file that was sent, as nobody has seen the bundled document. */
    public ApiException located(ApiException refusal) {
        Matcher reason = REASON.matcher(refusal.getMessage());
        boolean isUnreadable = refusal.code() == ErrorCode.CONTRACT_UNREADABLE && reason.matches();
        if (!isUnreadable || places.isEmpty() || !(refusal.members().get("line") instanceof Integer line)) {
            return refusal;
        }
        Place place = places.get(Math.min(line, places.size()) - 1);
        return inFile(place, reason.group(1));
    }

    static ApiException inFile(Place place, String reason) {
        return ErrorCode.CONTRACT_UNREADABLE
                .with(place.line(), place.column(), "in " + place.file() + ": " + reason)
                .withMember("line", place.line())
                .withMember("column", place.column());
    }
}
