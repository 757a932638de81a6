package dev.gatehouse.connector.conformance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** An upload that its caller does not bring to an end. */
public enum CutUpload {
    /** Closed in the middle of the content. */
    CLOSED_HALFWAY {
        @Override
        int sent(int length) {
            return length / 2;
        }
    },
    /** Reset in the middle of the content. */
    RESET_HALFWAY {
        @Override
        int sent(int length) {
            return length / 2;
        }

        @Override
        void end(RawCall call) throws IOException {
            call.reset();
        }
    },
    /** Closed behind the last byte of the content, where only the end of the form is missing. */
    CLOSED_BEFORE_THE_END_OF_THE_FORM {
        @Override
        int sent(int length) {
            return length;
        }
    };

    abstract int sent(int length);

    void end(RawCall call) throws IOException {
        call.close();
    }

    /** Sends as much of the content as this one sends. */
    public Begun begin(UnfinishedUpload upload, byte[] content) {
        try {
            RawCall call = upload.begin(content.length);
            upload.continueWith(call, Arrays.copyOf(content, sent(content.length)));
            return new Begun(this, call);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Cuts uploads, once the connector has had the time to be in the midst of them. */
    public static void cut(List<Begun> uploads, Duration after) {
        Watch.throughout(after, () -> {});
        for (Begun upload : uploads) {
            try {
                upload.cut().end(upload.call());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /**
     * An upload that is about to be cut.
     *
     * @param cut how
     * @param call its connection
     */
    public record Begun(CutUpload cut, RawCall call) {}
}
