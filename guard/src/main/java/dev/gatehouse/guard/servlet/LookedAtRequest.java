package dev.gatehouse.guard.servlet;

import dev.gatehouse.decision.ForwardedRequest;
import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.SentContent;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request whose body the guard looked at, and whoever comes next reads again. Used by one thread at a time. */
final class LookedAtRequest extends HttpServletRequestWrapper {
    /** The container parses these itself, and finds nothing where somebody else read them. No GraphQL is in them that would pass. */
    private static final List<String> FORMS = List.of("application/x-www-form-urlencoded", "multipart/");

    private static final byte[] UNREAD = {' '};

    private final byte[] beginning;
    private final boolean whole;
    private final boolean form;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    private LookedAtRequest(HttpServletRequest request, byte[] beginning, boolean whole, boolean form) {
        super(request);
        this.beginning = beginning;
        this.whole = whole;
        this.form = form;
    }

    /** @param limit the most bytes that are looked at */
    static LookedAtRequest of(HttpServletRequest request, int limit) throws IOException {
        String type = request.getContentType() == null ? "" : request.getContentType();
        if (request.getMethod().equals("POST")
                && FORMS.stream().anyMatch(type.strip().toLowerCase(Locale.ROOT)::startsWith)) {
            return new LookedAtRequest(request, UNREAD, true, true);
        }
        byte[] beginning = request.getInputStream().readNBytes(limit + 1);
        return new LookedAtRequest(request, beginning, beginning.length <= limit, false);
    }

    RequestContent content(ForwardedRequest asked) {
        return SentContent.of(
                asked, name -> Collections.list(getHeaders(name)), whole ? beginning : new byte[0], whole);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (form) {
            return super.getInputStream();
        }
        if (reader != null) {
            throw new IllegalStateException("getReader was called before");
        }
        if (stream == null) {
            stream = again();
        }
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (form) {
            return super.getReader();
        }
        if (stream != null) {
            throw new IllegalStateException("getInputStream was called before");
        }
        if (reader == null) {
            String encoding = getCharacterEncoding();
            Charset charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
            reader = new BufferedReader(new InputStreamReader(again(), charset));
        }
        return reader;
    }

    private ServletInputStream again() throws IOException {
        InputStream read = new ByteArrayInputStream(beginning);
        return new Again(whole ? read : new SequenceInputStream(read, super.getInputStream()));
    }

    private static final class Again extends ServletInputStream {
        private final InputStream input;
        private boolean finished;

        Again(InputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            int octet = input.read();
            finished |= octet < 0;
            return octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = input.read(bytes, offset, length);
            finished |= count < 0;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        /** What was read already needs no waiting for. */
        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the guard has read the body; read it without a listener");
        }
    }
}
