package dev.gatehouse.http.outgoing;

import dev.gatehouse.http.outgoing.OutgoingException.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Gathers one answer, up to a size, also of what it unpacks to. Runs on the connection's event loop. */
final class AnswerReader {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset=\"?([A-Za-z0-9][\\w.:+-]{0,30})", Pattern.CASE_INSENSITIVE);

    private final int mostBytes;
    private final CompletableFuture<OutgoingAnswer> answer = new CompletableFuture<>();
    private final Buffer body = Buffer.buffer();

    AnswerReader(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    void readFrom(HttpClientRequest request) {
        request.exceptionHandler(answer::completeExceptionally);
        request.response().onSuccess(this::read).onFailure(answer::completeExceptionally);
    }

    /** Complete once the whole answer is there, or it is known that it will not come. */
    CompletableFuture<OutgoingAnswer> answer() {
        return answer;
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(answer::completeExceptionally);
        response.handler(this::add);
        response.endHandler(_ -> complete(response));
    }

    private void complete(HttpClientResponse response) {
        try {
            Map<String, String> headers = headers(response);
            String text = text(plain(body.getBytes()), headers.getOrDefault("content-type", ""));
            answer.complete(new OutgoingAnswer(response.statusCode(), headers, text));
        } catch (OutgoingException e) {
            answer.completeExceptionally(e);
        } catch (IOException e) {
            answer.completeExceptionally(
                    new OutgoingException(Kind.BROKEN, true, "the answer is compressed, and broken"));
        }
    }

    /** Most write UTF-8 whatever they say; who says otherwise is believed where it is not. */
    private static String text(byte[] content, String contentType) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(content, charset(contentType));
        }
    }

    private static Charset charset(String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        return named.find() ? Charset.forName(named.group(1), StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
    }

    /** Some compress without having been asked to; what begins so is no text. */
    private byte[] plain(byte[] content) throws IOException, OutgoingException {
        if (content.length < 2 || content[0] != GZIP[0] || content[1] != GZIP[1]) {
            return content;
        }
        try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(content))) {
            byte[] plain = unpacked.readNBytes(mostBytes + 1);
            if (plain.length > mostBytes) {
                throw tooLarge();
            }
            return plain;
        }
    }

    private void add(Buffer chunk) {
        if (body.length() + chunk.length() > mostBytes) {
            answer.completeExceptionally(tooLarge());
        } else if (!answer.isDone()) {
            body.appendBuffer(chunk);
        }
    }

    private OutgoingException tooLarge() {
        return new OutgoingException(Kind.TOO_LARGE, true, "the answer is larger than " + mostBytes + " bytes");
    }

    private static Map<String, String> headers(HttpClientResponse response) {
        Map<String, String> first = new HashMap<>();
        response.headers().forEach((name, value) -> first.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(first);
    }
}
