package dev.gatehouse.connectors.folder;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FilePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what the file system's failures mean to a caller. Stateless. */
final class FileFailures {
    private FileFailures() {}

    /** Something that is done with files. */
    interface Work<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Does it; a failure that the caller can do something about is told to them. */
    static <T extends @Nullable Object> T told(FilePath path, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw new ConnectorException(Failure.NOT_FOUND, "There is no " + path + ".", e);
        } catch (NotDirectoryException e) {
            throw new ConnectorException(
                    Failure.CONFLICT, "On the way to " + path + ", " + e.getFile() + " is not a folder.", e);
        } catch (AccessDeniedException e) {
            throw new ConnectorException(Failure.FORBIDDEN, path + " may not be touched.", e);
        } catch (InvalidPathException e) {
            throw new ConnectorException(Failure.INVALID, path + " cannot be the name of a file here.", e);
        } catch (IOException e) {
            throw told(path, e);
        }
    }

    private static IOException told(FilePath path, IOException failure) {
        String reason = reason(failure).toLowerCase(Locale.ROOT);
        if (reason.contains("no space left") || reason.contains("quota exceeded")) {
            throw new ConnectorException(Failure.OUT_OF_SPACE, "There is no space left for " + path + ".", failure);
        }
        if (reason.contains("name too long")) {
            throw new ConnectorException(Failure.INVALID, path + " has a name that is too long.", failure);
        }
        if (reason.contains("not a directory") || reason.contains("is a directory")) {
            throw new ConnectorException(
                    Failure.CONFLICT, "On the way to " + path + " something is not a folder.", failure);
        }
        if (reason.contains("too many levels of symbolic links")) {
            throw new ConnectorException(Failure.NOT_FOUND, "There is no " + path + ".", failure);
        }
        return failure;
    }

    private static String reason(IOException failure) {
        String reason = failure instanceof FileSystemException system ? system.getReason() : failure.getMessage();
        return reason == null ? "" : reason;
    }
}
