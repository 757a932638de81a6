package dev.gatehouse.vault.vendor;

import dev.gatehouse.fuzz.Reader;
import dev.gatehouse.http.outgoing.OutgoingAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** What token endpoints of third parties answer; a first line is the field Retry-After, whose length tells the status. */
public final class VendorAnswers implements Reader {
    private final AnswerReading reading = new AnswerReading(Clock.systemUTC());

    @Override
    public void read(byte[] sent) {
        String text = new String(sent, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String retryAfter = text.substring(0, Math.max(end, 0));
        String body = text.substring(end + 1);
        int status = 200 + 100 * (retryAfter.length() % 4);
        reading.read(new OutgoingAnswer(status, Map.of("retry-after", retryAfter), body), "secret");
    }

    /** Whatever it is, it means something. */
    @Override
    public boolean isRefusal(Exception failure) {
        return false;
    }
}
