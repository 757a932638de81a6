package dev.gatehouse.connectors.folder;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;

/**
 * An open directory. What is in it is reached by name from here and never through a symbolic link, so that nothing that
 * happens to the path of the directory meanwhile leads elsewhere. Used by one thread.
 */
final class SafeDirectory implements AutoCloseable {
    private final SecureDirectoryStream<Path> stream;

    private SafeDirectory(DirectoryStream<Path> stream) throws IOException {
        if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
            stream.close();
            throw new IOException("this operating system cannot open what is in a directory by name alone");
        }
        this.stream = secure;
    }

    /** A directory that only the operator says where it is. */
    static SafeDirectory open(Path path) throws IOException {
        return new SafeDirectory(Files.newDirectoryStream(path));
    }

    /** A directory in this one. @throws NoSuchFileException where there is none, or a symbolic link */
    SafeDirectory directory(String name) throws IOException {
        BasicFileAttributes attributes = attributes(name).orElseThrow(() -> new NoSuchFileException(name));
        if (!attributes.isDirectory()) {
            throw new NotDirectoryException(name);
        }
        return new SafeDirectory(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }

    /** What the name stands for; nothing for a symbolic link, or what is neither file nor directory. */
    Optional<BasicFileAttributes> attributes(String name) throws IOException {
        return attributes(Path.of(name));
    }

    private Optional<BasicFileAttributes> attributes(Path name) throws IOException {
        try {
            BasicFileAttributes attributes = stream.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
            return attributes.isRegularFile() || attributes.isDirectory() ? Optional.of(attributes) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    SeekableByteChannel read(String name) throws IOException {
        return stream.newByteChannel(Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** A file that was not there before. */
    SeekableByteChannel create(String name) throws IOException {
        return stream.newByteChannel(
                Path.of(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    }

    /** Renames at one go; an existing file of the name gives way. */
    void move(String name, SafeDirectory target, String targetName) throws IOException {
        stream.move(Path.of(name), target.stream, Path.of(targetName));
    }

    void deleteFile(String name) throws IOException {
        stream.deleteFile(Path.of(name));
    }

    /** Removes a directory with all that is in it; symbolic links are removed, not followed. */
    void deleteTree(String name) throws IOException {
        try (SafeDirectory tree = directory(name)) {
            for (Path each : tree.stream) {
                String child = each.getFileName().toString();
                if (tree.attributes(child).map(BasicFileAttributes::isDirectory).orElse(false)) {
                    tree.deleteTree(child);
                } else {
                    tree.deleteFile(child);
                }
            }
        }
        stream.deleteDirectory(Path.of(name));
    }

    /** Is given names with what they stand for. */
    interface Visitor {
        void visit(String name, boolean directory);
    }

    /** Goes through what is in the directory, once. */
    void visit(Visitor visitor) throws IOException {
        for (Path each : stream) {
            Path name = each.getFileName();
            attributes(name).ifPresent(found -> visitor.visit(name.toString(), found.isDirectory()));
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
