package dev.gatehouse.upstreams;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.process.Inflector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.filter.HttpMethodOverrideFilter;
import org.glassfish.jersey.server.filter.UriConnegFilter;
import org.glassfish.jersey.server.model.Resource;

/** Jersey on Grizzly, with the filters for methods in parameters and for formats and languages in extensions. */
final class JerseyRoutes {
    private JerseyRoutes() {}

    static RealServer start(List<ServedRoute> routes) {
        ResourceConfig config = new ResourceConfig();
        config.register(HttpMethodOverrideFilter.class);
        config.register(new UriConnegFilter(Map.of("json", MediaType.APPLICATION_JSON_TYPE), Map.of("de", "de")));
        Map<String, Resource.Builder> byPath = new HashMap<>();
        for (ServedRoute route : routes) {
            String template = route.endsWithRest() ? route.beforeRest() + "/{rest: .*}" : route.path();
            byPath.computeIfAbsent(template, Resource::builder)
                    .addMethod(route.method())
                    .handledBy((Inflector<ContainerRequestContext, Response>) context -> Response.noContent()
                            .header(RealServer.FIELD, route.endpoint())
                            .build());
        }
        byPath.values().forEach(builder -> config.registerResources(builder.build()));
        HttpServer server = GrizzlyHttpServerFactory.createHttpServer(URI.create("http://localhost:0/"), config, true);
        return new RealServer() {
            @Override
            public int port() {
                return server.getListeners().iterator().next().getPort();
            }

            @Override
            public void close() {
                server.shutdownNow();
            }
        };
    }
}
