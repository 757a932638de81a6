package dev.gatehouse.connector.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** An upload that its caller does not bring to an end. */
enum CutUpload {
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

    /** Begins the upload and cuts it. */
    void cut(UnfinishedUpload upload, byte[] content) {
        try {
            RawCall call = upload.begin(content.length);
            upload.continueWith(call, Arrays.copyOf(content, sent(content.length)));
            end(call);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
