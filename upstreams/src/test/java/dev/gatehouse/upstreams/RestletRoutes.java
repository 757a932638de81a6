package dev.gatehouse.upstreams;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.restlet.Application;
import org.restlet.Component;
import org.restlet.Request;
import org.restlet.Response;
import org.restlet.Restlet;
import org.restlet.Server;
import org.restlet.data.Protocol;
import org.restlet.data.Status;
import org.restlet.routing.Router;
import org.restlet.routing.Template;
import org.restlet.routing.TemplateRoute;
import org.restlet.routing.Variable;

/** Restlet with its own connector, and with all its tunnels: methods in a parameter, formats and languages in extensions. */
final class RestletRoutes {
    private RestletRoutes() {}

    static RealServer start(List<ServedRoute> routes) throws Exception {
        Component component = new Component();
        Server server = component.getServers().add(Protocol.HTTP, "localhost", 0);
        Application application = new Application();
        Router router = new Router();
        router.setDefaultMatchingMode(Template.MODE_EQUALS);
        byPath(routes).forEach((path, ofPath) -> {
            String template = ofPath.get(0).endsWithRest() ? ofPath.get(0).beforeRest() + "/{rest}" : path;
            TemplateRoute attached = router.attach(template, new Answering(ofPath));
            attached.getTemplate().getVariables().put("rest", new Variable(Variable.TYPE_URI_PATH));
        });
        application.setInboundRoot(router);
        application.getTunnelService().setExtensionsTunnel(true);
        component.getDefaultHost().attach(application);
        component.start();
        return new RealServer() {
            @Override
            public int port() {
                return server.getEphemeralPort() > 0 ? server.getEphemeralPort() : server.getActualPort();
            }

            @Override
            public void close() {
                try {
                    component.stop();
                } catch (Exception e) {
                    throw new IllegalStateException("Restlet does not stop", e);
                }
            }
        };
    }

    private static Map<String, List<ServedRoute>> byPath(List<ServedRoute> routes) {
        Map<String, List<ServedRoute>> byPath = new LinkedHashMap<>();
        for (ServedRoute route : routes) {
            byPath.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route);
        }
        return byPath;
    }

    /** Serves the methods of one path; HEAD as GET, which Restlet does for resources of its own. */
    private static final class Answering extends Restlet {
        private final List<ServedRoute> routes;

        Answering(List<ServedRoute> routes) {
            this.routes = routes;
        }

        @Override
        public void handle(Request request, Response response) {
            super.handle(request, response);
            String asked = request.getMethod().getName();
            String method = asked.equals("HEAD") ? "GET" : asked;
            Optional<ServedRoute> served = routes.stream()
                    .filter(route -> route.method().equals(method))
                    .findFirst();
            served.ifPresent(route -> response.getHeaders().add(RealServer.FIELD, route.endpoint()));
            response.setStatus(served.isPresent() ? Status.SUCCESS_NO_CONTENT : Status.CLIENT_ERROR_METHOD_NOT_ALLOWED);
        }
    }
}
