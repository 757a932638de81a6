package dev.gatehouse.connector.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms, in whichever pieces they come. */
class MultipartReaderTest {
    private static final String BOUNDARY = "----WebKitFormBoundaryAaB03x";

    /** Gives at most so many bytes at a time. */
    private static final class Pieces extends InputStream {
        private final InputStream all;
        private final int most;

        Pieces(byte[] bytes, int most) {
            all = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return all.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return all.read(target, offset, Math.min(most, length));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MultipartReader reader(String form, int most) {
        return new MultipartReader(new Pieces(bytes(form), most), BOUNDARY);
    }

    private static String text(Part part) throws IOException {
        return new String(part.content().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 100_000})
    void readsFieldsAndFilesPieceByPiece(int most) throws IOException {
        MultipartReader form = reader(
                """
                preamble
                --B
                Content-Disposition: form-data; name="filepath"

                /a/ü
                --B\s\s
                content-disposition: form-data; name="files"; filename="a \\"b\\".txt"
                Content-Type: text/plain

                one
                --B-is-not-a-delimiter? No: it continues
                --B--
                epilogue""".replace("--B-is-not-a-delimiter? No: it continues", "-" + BOUNDARY)
                        .replace("\n", "\r\n")
                        .replace("--B", "--" + BOUNDARY),
                most);

        Part field = form.next().orElseThrow();
        assertThat(field.name()).isEqualTo("filepath");
        assertThat(field.filename()).isEmpty();
        assertThat(text(field)).isEqualTo("/a/ü");
        Part file = form.next().orElseThrow();
        assertThat(file.filename()).contains("a \"b\".txt");
        assertThat(file.mediaType()).contains("text/plain");
        assertThat(text(file)).isEqualTo("one\r\n-" + BOUNDARY);
        assertThat(form.next()).isEmpty();
    }

    @Test
    void takesAnyBytesForContent() throws IOException {
        byte[] content = new byte[1_000_000];
        new Random(7).nextBytes(content);
        byte[] almost = bytes("\r\n--" + BOUNDARY.substring(0, BOUNDARY.length() - 1));
        System.arraycopy(almost, 0, content, 500_000, almost.length);
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=files\r\n\r\n"));
        form.write(content);
        form.write(bytes("\r\n--" + BOUNDARY + "--\r\n"));

        MultipartReader reader = new MultipartReader(new Pieces(form.toByteArray(), 8191), BOUNDARY);

        assertThat(reader.next().orElseThrow().content().readAllBytes()).isEqualTo(content);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void readsNamesAsOldAndNewLibrariesSendThem() throws IOException {
        String form = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"files\"; filename*=utf-8''%C3%BC%20+.txt\r\n"
                + "Content-Length: 3\r\n\r\nabc\r\n--" + BOUNDARY + "--";
        Part part = reader(form, 10).next().orElseThrow();
        assertThat(part.filename()).contains("ü +.txt");
        assertThat(part.length()).hasValue(3);
    }

    @Test
    void emptyContentIsContentToo() throws IOException {
        MultipartReader form = reader(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\n\r\n--" + BOUNDARY
                        + "--\r\n",
                5);
        assertThat(text(form.next().orElseThrow())).isEmpty();
        assertThat(form.next()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no form",
                "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ncut off",
                "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
                "--B\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\neA==\r\n--B--",
                "--B\r\nno head\r\n\r\nx\r\n--B--",
                "--Bxxx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--B--"
            })
    void whatIsNoFormIsToldApart(String form) {
        MultipartReader reader = reader(form.replace("--B", "--" + BOUNDARY), 100);
        assertThatThrownBy(() -> reader.next().orElseThrow().content().readAllBytes())
                .isInstanceOfSatisfying(
                        TransferException.class,
                        e -> assertThat(e.kind()).isEqualTo(TransferException.Kind.NOT_A_FORM));
    }

    @Test
    void s13_theHeadOfAPartIsBounded() {
        String form = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + "\\\\".repeat(20_000);
        assertThatThrownBy(() -> reader(form, 1000).next()).hasMessageContaining("16384 bytes");
    }
}
