package dev.gatehouse.contract.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files as senders put them together. */
public final class Archive {
    private Archive() {}

    public static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Each part named by its path, as browsers and curl do it. */
    public static byte[] form(String boundary, Map<String, String> files) {
        StringBuilder form = new StringBuilder("a preamble\r\n");
        files.forEach((path, content) -> form.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: a/b\r\n\r\n%s\r\n"
                        .formatted(boundary, path, path.replaceFirst(".*/", ""), content)));
        return (form + "--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
