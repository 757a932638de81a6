package dev.gatehouse.testing.vendor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What goes out on the connection in answer to a call; it may be anything at all. */
@FunctionalInterface
public interface VendorAnswer {
    void writeTo(OutputStream connection) throws IOException;

    /** @param headers names and values, one after the other */
    public static VendorAnswer of(int status, String contentType, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Answer\r\nConnection: close\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        return connection -> {
            connection.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            connection.write(bytes);
            connection.flush();
        };
    }

    public static VendorAnswer json(int status, String body, String... headers) {
        return of(status, "application/json", body, headers);
    }

    /** Closes the connection without a word. */
    static VendorAnswer nothing() {
        return _ -> {};
    }

    /** Not HTTP. */
    static VendorAnswer garbage() {
        return connection -> connection.write("220 smtp.example.org ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    static VendorAnswer redirectTo(String url) {
        return of(307, "text/plain", "", "Location", url);
    }

    /** A body without an end, as fast as it is read. */
    static VendorAnswer endless() {
        return connection -> {
            connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[8192];
            java.util.Arrays.fill(block, (byte) ' ');
            while (true) {
                connection.write(block);
            }
        };
    }

    /** A body that comes byte by byte and never ends; {@code before} is waited for between them. */
    static VendorAnswer trickled(Runnable before) {
        return connection -> {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 100_000; i++) {
                before.run();
                connection.write(' ');
                connection.flush();
            }
        };
    }
}
