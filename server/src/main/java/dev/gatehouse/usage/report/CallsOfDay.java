package dev.gatehouse.usage.report;

import dev.gatehouse.api.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * A client's calls of an endpoint on a day.
 *
 * @param clientId empty for calls without a valid token
 * @param endpoint empty for calls of what nobody registered
 * @param day in UTC
 */
record CallsOfDay(String serviceId, String endpoint, String clientId, LocalDate day, long calls, long refused) {
    /** Where one stands in a list. */
    record Key(LocalDate day, String serviceId, String clientId, String endpoint) {
        /**
         * From its text form.
         *
         * @throws dev.gatehouse.api.ApiException ERR11010 where it is none
         */
        static Key parse(String text) {
            String[] parts = text.split(" ", 4);
            try {
                return new Key(LocalDate.parse(parts[0]), parts[1], parts[2], parts[3]);
            } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
                throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "after",
                        text,
                        "send day, service id, client id and endpoint of the last entry, separated by spaces");
            }
        }
    }

    /** Where it stands in the list, as a text: none of the first three has a space. */
    String key() {
        return day + " " + serviceId + " " + clientId + " " + endpoint;
    }
}
