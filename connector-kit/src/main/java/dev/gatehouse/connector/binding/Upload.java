package dev.gatehouse.connector.binding;

import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.transfer.BodyPipe;
import dev.gatehouse.connector.transfer.MultipartReader;
import dev.gatehouse.connector.transfer.Part;
import dev.gatehouse.connector.transfer.TransferException;
import dev.gatehouse.connector.transfer.TransferException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Content on its way in. It ends for its reader only when the whole request has come to a good end. */
final class Upload {
    private final BodyPipe body;
    private final InputStream source;
    private final @Nullable MultipartReader form;
    private final Optional<String> filename;
    private final FileContent content;
    private boolean touched;

    private Upload(
            BodyPipe body,
            InputStream source,
            @Nullable MultipartReader form,
            Optional<String> filename,
            OptionalLong length,
            Optional<String> mediaType) {
        this.body = body;
        this.source = source;
        this.form = form;
        this.filename = filename;
        this.content = new FileContent(new Guarded(), length, mediaType);
    }

    /** The body itself. */
    static Upload ofBody(BodyPipe body, OptionalLong length) {
        return new Upload(body, body, null, Optional.empty(), length, Optional.empty());
    }

    /** The last part of a form. */
    static Upload ofPart(BodyPipe body, MultipartReader form, Part part) {
        return new Upload(body, part.content(), form, part.filename(), part.length(), part.mediaType());
    }

    FileContent content() {
        return content;
    }

    /** What the caller calls the file. */
    Optional<String> filename() {
        return filename;
    }

    /** Whether something of it was read, which cannot be read again. */
    boolean touched() {
        return touched;
    }

    private final class Guarded extends InputStream {
        private boolean over;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            touched = true;
            if (over) {
                return -1;
            }
            try {
                int count = source.read(target, offset, length);
                if (count < 0) {
                    expectEnd();
                    over = true;
                }
                return count;
            } catch (TransferException failure) {
                // A connector may throw something else in its place; the request remembers the reason.
                body.fail(failure);
                throw failure;
            }
        }

        private void expectEnd() throws IOException {
            if (form == null) {
                return;
            }
            Optional<Part> another = form.next();
            if (another.isPresent()) {
                throw new TransferException(
                        Kind.NOT_A_FORM,
                        "the part " + another.get().name() + " comes behind the content; send it before");
            }
        }

        @Override
        public int available() throws IOException {
            return over ? 0 : source.available();
        }
    }
}
