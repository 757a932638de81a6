package dev.gatehouse.connector.conformance.archive;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Credential;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.FileStorage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A correct storage with one mistake on top. */
final class MistakenStorage implements FileStorage {
    private final FileStorage correct;
    private final Mistake mistake;

    MistakenStorage(FileStorage correct, Mistake mistake) {
        this.correct = correct;
        this.mistake = mistake;
    }

    @Override
    public FileContent read(Account account, FilePath file) throws IOException {
        FileContent content = attempt(account, () -> correct.read(account, file));
        long length = content.length().orElseThrow();
        if (mistake == Mistake.LOSES_THE_LAST_BYTE && length > 1 << 20) {
            return FileContent.of(new Shortened(content.stream(), length - 1));
        }
        return content;
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        attempt(account, () -> {
            if (mistake == Mistake.EMPTIES_FILES_FIRST) {
                correct.write(account, file, FileContent.of(new byte[0]));
            }
            correct.write(account, file, received(content));
            return file;
        });
    }

    @Override
    public void update(Account account, FilePath file, FileContent content) throws IOException {
        if (mistake == Mistake.UPDATES_MISSING_FILES) {
            write(account, file, content);
            return;
        }
        attempt(account, () -> {
            correct.update(account, file, received(content));
            return file;
        });
    }

    @Override
    public void delete(Account account, FilePath path) throws IOException {
        attempt(account, () -> {
            correct.delete(account, path);
            return path;
        });
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) throws IOException {
        List<FilePath> entries = new ArrayList<>(attempt(account, () -> correct.list(account, folder)));
        if (mistake == Mistake.LISTS_ALL_THAT_IS_BELOW) {
            for (FilePath entry : List.copyOf(entries)) {
                entries.addAll(entry.folder() ? list(account, entry) : List.of());
            }
        }
        return entries;
    }

    private FileContent received(FileContent content) throws IOException {
        boolean whole = mistake == Mistake.HOLDS_UPLOADS_IN_MEMORY;
        return whole ? FileContent.of(content.stream().readAllBytes()) : content;
    }

    private <T> T attempt(Account account, Task<T> task) throws IOException {
        try {
            return task.run();
        } catch (ConnectorException failed) {
            if (mistake == Mistake.THROWS_EXCEPTIONS_OF_ITS_OWN) {
                throw new IllegalStateException(failed);
            }
            if (mistake == Mistake.REPEATS_THE_PASSWORD
                    && account.credential() instanceof Credential.Password(String name, String password)) {
                throw new ConnectorException(failed.failure(), name + " with " + password + ": " + failed.getMessage());
            }
            throw failed;
        }
    }

    private interface Task<T> {
        T run() throws IOException;
    }

    /** Ends after so many bytes. */
    private static final class Shortened extends FilterInputStream {
        private long left;

        Shortened(InputStream stream, long length) {
            super(stream);
            left = length;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = super.read(buffer, offset, (int) Math.min(length, left));
            left -= Math.max(read, 0);
            return read;
        }
    }
}
