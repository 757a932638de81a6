package dev.gatehouse.contract.bundle;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.contract.document.Unreadable;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One document made of several files.
 *
 * @param document JSON, or the only file as it came; not to be changed
 * @param places where what stands in each of its lines came from; empty where it is the only file
 */
public record Bundle(byte[] document, List<Place> places) {
    private static final Pattern UNREADABLE = Pattern.compile("(?s).*? at line (\\d+), column (\\d+): (.*)\\.");

    /** A place in a file that was sent. */
    record Place(String file, int line, int column) {}

    /** The same error for the place in the file that was sent, as nobody has seen the bundled document. */
    public ApiException located(ApiException refusal) {
        return places.isEmpty()
                ? refusal
                : moved(refusal, (line, column) -> places.get(Math.min(line, places.size()) - 1));
    }

    /** An error from reading a file, with the file's name. */
    static ApiException inFile(String file, ApiException refusal) {
        return moved(refusal, (line, column) -> new Place(file, line, column));
    }

    private static ApiException moved(ApiException refusal, BiFunction<Integer, Integer, Place> place) {
        Matcher unreadable = UNREADABLE.matcher(refusal.getMessage());
        if (refusal.code() != ErrorCode.CONTRACT_UNREADABLE || !unreadable.matches()) {
            return refusal;
        }
        Place sent = place.apply(Integer.valueOf(unreadable.group(1)), Integer.valueOf(unreadable.group(2)));
        return problem(sent, unreadable.group(3));
    }

    static ApiException problem(Place place, String reason) {
        return Unreadable.at(place.line(), place.column(), "in " + place.file() + ": " + reason);
    }
}
