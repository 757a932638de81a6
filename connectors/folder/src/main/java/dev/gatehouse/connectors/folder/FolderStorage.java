package dev.gatehouse.connectors.folder;

import dev.gatehouse.connector.Account;
import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.Failure;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.FileStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files of people in a directory. What is written is put together beside the people's folders and comes into its place by
 * renaming, so that others see all of it or nothing. Symbolic links are as if they were not there. Thread-safe.
 */
public final class FolderStorage implements FileStorage {
    /** Begins with a character that no person's folder begins with. */
    private static final String UNFINISHED = ".unfinished";

    private static final int ATTEMPTS = 5;

    private final Path root;

    /** Makes directories, one at a time: a new one that takes the place of an empty one would lose what comes into that. */
    private final Object making = new Object();

    private FolderStorage(Path root) {
        this.root = root;
    }

    /**
     * @param root an existing directory, for this process alone
     * @throws IOException where it cannot be written
     */
    public static FolderStorage in(Path root) throws IOException {
        Path real = root.toRealPath();
        Path unfinished = Files.createDirectories(real.resolve(UNFINISHED));
        try (SafeDirectory left = SafeDirectory.open(unfinished)) {
            List<String> names = new ArrayList<>();
            left.visit((name, directory) -> names.add(name));
            for (String name : names) {
                Files.deleteIfExists(unfinished.resolve(name));
            }
        }
        return new FolderStorage(real);
    }

    @Override
    public FileContent read(Account account, FilePath file) throws IOException {
        return FileFailures.told(file, () -> {
            try (SafeDirectory parent = existing(account, file.parent())) {
                BasicFileAttributes attributes =
                        parent.attributes(file.name()).orElseThrow(() -> new NoSuchFileException(file.name()));
                if (attributes.isDirectory()) {
                    throw new ConnectorException(Failure.CONFLICT, file + " is a folder; its files can be read.");
                }
                SeekableByteChannel channel = parent.read(file.name());
                return FileContent.of(channel, channel.size());
            }
        });
    }

    @Override
    public void write(Account account, FilePath file, FileContent content) throws IOException {
        FileFailures.<@Nullable Void>told(file, () -> {
            store(account, file, content, true);
            return null;
        });
    }

    @Override
    public void update(Account account, FilePath file, FileContent content) throws IOException {
        FileFailures.<@Nullable Void>told(file, () -> {
            try (SafeDirectory parent = existing(account, file.parent())) {
                requireReplaceable(parent, file);
                if (parent.attributes(file.name()).isEmpty()) {
                    throw new NoSuchFileException(file.name());
                }
            }
            store(account, file, content, false);
            return null;
        });
    }

    private void store(Account account, FilePath file, FileContent content, boolean makesFolders) throws IOException {
        String unfinished = UUID.randomUUID().toString();
        try (SafeDirectory workshop = SafeDirectory.open(root.resolve(UNFINISHED))) {
            try {
                fill(workshop, unfinished, content.stream());
                place(workshop, unfinished, account, file, makesFolders);
            } finally {
                if (workshop.attributes(unfinished).isPresent()) {
                    workshop.deleteFile(unfinished);
                }
            }
        }
    }

    /** Left to the operating system to bring to the disk: waiting for that takes longer than all the rest. */
    private static void fill(SafeDirectory workshop, String name, InputStream content) throws IOException {
        try (OutputStream out = Channels.newOutputStream(workshop.create(name))) {
            content.transferTo(out);
        }
    }

    /** Tries again where somebody removes a folder on the way in the meantime. */
    private void place(SafeDirectory workshop, String unfinished, Account account, FilePath file, boolean makesFolders)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (SafeDirectory parent =
                    makesFolders ? made(account, file.parent()) : existing(account, file.parent())) {
                requireReplaceable(parent, file);
                workshop.move(unfinished, parent, file.name());
                return;
            } catch (NoSuchFileException e) {
                if (!makesFolders || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void requireReplaceable(SafeDirectory parent, FilePath file) throws IOException {
        if (parent.attributes(file.name()).map(BasicFileAttributes::isDirectory).orElse(false)) {
            throw new ConnectorException(Failure.CONFLICT, file + " is a folder and cannot become a file.");
        }
    }

    @Override
    public void delete(Account account, FilePath path) throws IOException {
        FileFailures.<@Nullable Void>told(path, () -> {
            try (SafeDirectory parent = existing(account, path.parent())) {
                Optional<BasicFileAttributes> found = parent.attributes(path.name());
                boolean directory = found.map(BasicFileAttributes::isDirectory).orElse(false);
                if (found.isEmpty() || (path.folder() && !directory)) {
                    throw new NoSuchFileException(path.name());
                }
                if (directory) {
                    parent.deleteTree(path.name());
                } else {
                    parent.deleteFile(path.name());
                }
                return null;
            }
        });
    }

    @Override
    public List<FilePath> list(Account account, FilePath folder) throws IOException {
        return FileFailures.told(folder, () -> {
            if (folder.names().isEmpty() && !hasFolder(account)) {
                return List.of();
            }
            if (!folder.names().isEmpty() && isFile(account, folder)) {
                return List.of();
            }
            List<FilePath> paths = new ArrayList<>();
            FilePath base = folder.asFolder();
            try (SafeDirectory directory = existing(account, base)) {
                directory.visit((name, isDirectory) -> add(paths, base, name, isDirectory));
            }
            return paths;
        });
    }

    private static void add(List<FilePath> paths, FilePath folder, String name, boolean isDirectory) {
        try {
            paths.add(isDirectory ? folder.folder(name) : folder.file(name));
        } catch (IllegalArgumentException e) {
            // A name that no caller could send back; it came here by other ways.
        }
    }

    private boolean hasFolder(Account account) throws IOException {
        try (SafeDirectory people = SafeDirectory.open(root)) {
            return people.attributes(UserFolder.of(account.user())).isPresent();
        }
    }

    private boolean isFile(Account account, FilePath path) throws IOException {
        try (SafeDirectory parent = existing(account, path.parent())) {
            return parent.attributes(path.name())
                    .orElseThrow(() -> new NoSuchFileException(path.name()))
                    .isRegularFile();
        }
    }

    /** @throws NoSuchFileException where one on the way is missing, or a file */
    private SafeDirectory existing(Account account, FilePath folder) throws IOException {
        return walk(account, folder, (from, name) -> {
            try {
                return from.directory(name);
            } catch (NotDirectoryException e) {
                throw new NoSuchFileException(name);
            }
        });
    }

    private SafeDirectory made(Account account, FilePath folder) throws IOException {
        return walk(account, folder, this::make);
    }

    private interface Step {
        SafeDirectory take(SafeDirectory from, String name) throws IOException;
    }

    private SafeDirectory walk(Account account, FilePath folder, Step step) throws IOException {
        SafeDirectory current;
        try (SafeDirectory people = SafeDirectory.open(root)) {
            current = step.take(people, UserFolder.of(account.user()));
        }
        for (String name : folder.names()) {
            try (SafeDirectory parent = current) {
                current = step.take(parent, name);
            }
        }
        return current;
    }

    /** There is no call that makes a directory in an open one; so it is made where nobody else is, and moved. */
    private SafeDirectory make(SafeDirectory parent, String name) throws IOException {
        synchronized (making) {
            if (parent.attributes(name).isEmpty()) {
                String made = UUID.randomUUID().toString();
                Path workshop = root.resolve(UNFINISHED);
                Files.createDirectory(workshop.resolve(made));
                try (SafeDirectory open = SafeDirectory.open(workshop)) {
                    open.move(made, parent, name);
                } finally {
                    Files.deleteIfExists(workshop.resolve(made));
                }
            }
        }
        return parent.directory(name);
    }
}
