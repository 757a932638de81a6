package dev.gatehouse.connector;

import java.io.IOException;
import java.util.List;

/** A storage of which a test implements what it needs. */
public interface StorageStub extends FileStorage {
    private static ConnectorException unsupported() {
        return new ConnectorException(Failure.UNSUPPORTED, "This test does not do that.");
    }

    @Override
    default FileContent read(Account account, FilePath file) throws IOException {
        throw unsupported();
    }

    @Override
    default void write(Account account, FilePath file, FileContent content) throws IOException {
        throw unsupported();
    }

    @Override
    default void update(Account account, FilePath file, FileContent content) throws IOException {
        throw unsupported();
    }

    @Override
    default void delete(Account account, FilePath path) throws IOException {
        throw unsupported();
    }

    @Override
    default List<FilePath> list(Account account, FilePath folder) throws IOException {
        throw unsupported();
    }
}
