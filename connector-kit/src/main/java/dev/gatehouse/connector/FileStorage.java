package dev.gatehouse.connector;

import java.io.IOException;
import java.util.List;

/**
 * Files of people at a third-party service: the interface {@code fileStorage}.
 *
 * <p>Each call is made on a virtual thread of its own and may block. Implementations are thread-safe: calls for one and
 * for different people come at the same time. A failure that is the caller's or the third party's is thrown as {@link
 * ConnectorException}; an {@link IOException} means that the third party could not be spoken to.
 */
public interface FileStorage {
    /**
     * The content of a file, which the kit closes once it was sent.
     *
     * @throws ConnectorException with {@link Failure#NOT_FOUND} where there is no such file, with {@link
     *     Failure#CONFLICT} where it is a folder
     */
    FileContent read(Account account, FilePath file) throws IOException;

    /**
     * Makes a file, with the folders on the way to it, or gives an existing one this content. The content is read to its
     * end; where that fails, nothing of it is to be seen under the path and a former content is still there.
     *
     * @throws ConnectorException with {@link Failure#CONFLICT} where the path or one on the way to it cannot be written,
     *     with {@link Failure#OUT_OF_SPACE} where it does not fit
     */
    void write(Account account, FilePath file, FileContent content) throws IOException;

    /**
     * Gives an existing file another content, as {@link #write} does.
     *
     * @throws ConnectorException with {@link Failure#NOT_FOUND} where there is no such file
     */
    void update(Account account, FilePath file, FileContent content) throws IOException;

    /**
     * Removes a file, or a folder with all that is in it.
     *
     * @throws ConnectorException with {@link Failure#NOT_FOUND} where there is neither
     */
    void delete(Account account, FilePath path) throws IOException;

    /**
     * What is directly in a folder, in any order; nothing for a file.
     *
     * @throws ConnectorException with {@link Failure#NOT_FOUND} where there is neither a folder nor a file
     */
    List<FilePath> list(Account account, FilePath folder) throws IOException;
}
