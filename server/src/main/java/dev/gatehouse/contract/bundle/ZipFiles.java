package dev.gatehouse.contract.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads ZIP archives in memory. What entries say of their size counts for nothing; what comes out of them does. Stateless. */
public final class ZipFiles {
    private static final int CHUNK = 8192;

    /** Of the record that ends an archive, without its comment. */
    private static final int END_LENGTH = 22;

    private static final int MAX_COMMENT = 65_535;

    private ZipFiles() {}

    /** Whether it begins as an archive does. */
    public static boolean isArchive(byte[] body) {
        return body.length > 4 && body[0] == 'P' && body[1] == 'K' && body[2] == 3 && body[3] == 4;
    }

    /** @throws dev.gatehouse.api.ApiException ERR12103 where it is broken, too large, or has paths that lead elsewhere */
    public static DocumentFiles of(byte[] archive) {
        DocumentFiles files = new DocumentFiles();
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.count();
                entries++;
                byte[] content = content(in, files);
                if (isLookedAt(entry)) {
                    files.add(entry.getName(), content);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw DocumentFiles.problem("the archive cannot be read: " + e.getMessage());
        }
        if (entries != announced(archive)) {
            throw DocumentFiles.problem("the archive cannot be read: it is not complete");
        }
        return files;
    }

    /** How many entries its end says it has; -1 where it has no end. */
    private static int announced(byte[] archive) {
        int least = Math.max(0, archive.length - END_LENGTH - MAX_COMMENT);
        for (int at = archive.length - END_LENGTH; at >= least; at--) {
            if (archive[at] == 'P' && archive[at + 1] == 'K' && archive[at + 2] == 5 && archive[at + 3] == 6) {
                return (archive[at + 10] & 0xFF) | (archive[at + 11] & 0xFF) << 8;
            }
        }
        return -1;
    }

    private static boolean isLookedAt(ZipEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory() && !name.startsWith("__MACOSX/") && DocumentFiles.isDocument(name);
    }

    private static byte[] content(ZipInputStream in, DocumentFiles files) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            files.countBytes(read);
            content.write(chunk, 0, read);
        }
        return content.toByteArray();
    }
}
