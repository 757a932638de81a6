package dev.gatehouse.connectors.webdav;

import java.io.FilterInputStream;
import java.io.IOException;

/** The body of an answer; closing it ends the exchange. Used by one thread. */
final class DownloadStream extends FilterInputStream {
    private final Exchange exchange;

    DownloadStream(Exchange exchange) throws IOException {
        super(exchange.body());
        this.exchange = exchange;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
