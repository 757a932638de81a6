package dev.gatehouse.upstreams;

import io.undertow.Undertow;
import io.undertow.server.RoutingHandler;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.List;

/** Undertow with its routing handler. */
final class UndertowRoutes {
    private UndertowRoutes() {}

    static RealServer start(List<ServedRoute> routes) {
        RoutingHandler routing = new RoutingHandler();
        for (ServedRoute route : routes) {
            String template = route.endsWithRest() ? route.beforeRest() + "/*" : route.path();
            routing.add(
                    HttpString.tryFromString(route.method()),
                    template,
                    exchange -> exchange.getResponseHeaders().put(new HttpString(RealServer.FIELD), route.endpoint()));
        }
        Undertow server = Undertow.builder()
                .addHttpListener(0, "localhost")
                .setIoThreads(1)
                .setWorkerThreads(2)
                .setHandler(routing)
                .build();
        server.start();
        int port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
        return new RealServer() {
            @Override
            public int port() {
                return port;
            }

            @Override
            public void close() {
                server.stop();
            }
        };
    }
}
