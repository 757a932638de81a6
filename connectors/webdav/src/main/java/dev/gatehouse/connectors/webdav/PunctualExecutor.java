package dev.gatehouse.connectors.webdav;

import java.io.IOException;
import org.apache.http.HttpClientConnection;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpRequestExecutor;

/** Sends requests under the eyes of their {@link Progress}. Stateless. */
final class PunctualExecutor extends HttpRequestExecutor {
    private static final int EARLY_ANSWER_MILLIS = 200;

    @Override
    protected HttpResponse doSendRequest(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws IOException, HttpException {
        Progress progress = Progress.of(context);
        progress.uses(connection);
        progress.waiting();
        try {
            return super.doSendRequest(request, connection, context);
        } catch (IOException e) {
            return earlyAnswer(connection, progress, e);
        } finally {
            progress.notWaiting();
        }
    }

    /** Servers that do not want the rest of a body, for want of space for one, answer and close. */
    private static HttpResponse earlyAnswer(HttpClientConnection connection, Progress progress, IOException failure)
            throws IOException {
        if (failure instanceof SourceException || progress.isExhausted() || !progress.isBodyCut()) {
            throw failure;
        }
        try {
            if (connection.isResponseAvailable(EARLY_ANSWER_MILLIS)) {
                HttpResponse answer = connection.receiveResponseHeader();
                connection.receiveResponseEntity(answer);
                return answer;
            }
        } catch (IOException | HttpException e) {
            failure.addSuppressed(e);
        }
        throw failure;
    }

    @Override
    protected HttpResponse doReceiveResponse(HttpRequest request, HttpClientConnection connection, HttpContext context)
            throws HttpException, IOException {
        Progress progress = Progress.of(context);
        progress.waiting();
        try {
            return super.doReceiveResponse(request, connection, context);
        } finally {
            progress.notWaiting();
        }
    }
}
