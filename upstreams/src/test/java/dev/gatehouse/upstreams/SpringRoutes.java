package dev.gatehouse.upstreams;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** Spring MVC on Tomcat, with the filter for methods in a parameter. */
final class SpringRoutes {
    private SpringRoutes() {}

    /** Nothing but what Spring has anyway. */
    @EnableWebMvc
    static class Configuration {}

    /** What answers a route. */
    record Answering(ServedRoute route) {
        public void handle(HttpServletRequest request, HttpServletResponse response) {
            response.setHeader(RealServer.FIELD, route.endpoint());
        }
    }

    static RealServer start(List<ServedRoute> routes) throws Exception {
        Tomcat tomcat = new Tomcat();
        Path folder = Files.createTempDirectory("upstreams-tomcat");
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", folder.toString());
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.register(Configuration.class);
        Tomcat.addServlet(context, "dispatcher", new DispatcherServlet(spring)).setLoadOnStartup(1);
        context.addServletMappingDecoded("/", "dispatcher");
        filter(context);
        tomcat.getConnector();
        tomcat.start();
        register(spring.getBean(RequestMappingHandlerMapping.class), routes);
        return new RealServer() {
            @Override
            public int port() {
                return tomcat.getConnector().getLocalPort();
            }

            @Override
            public void close() {
                try {
                    tomcat.stop();
                    tomcat.destroy();
                } catch (LifecycleException e) {
                    throw new IllegalStateException("Tomcat does not stop", e);
                }
            }
        };
    }

    private static void filter(Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("method");
        definition.setFilter(new HiddenHttpMethodFilter());
        context.addFilterDef(definition);
        FilterMap everywhere = new FilterMap();
        everywhere.setFilterName("method");
        everywhere.addURLPattern("/*");
        context.addFilterMap(everywhere);
    }

    private static void register(RequestMappingHandlerMapping mapping, List<ServedRoute> routes) throws Exception {
        RequestMappingInfo.BuilderConfiguration options = new RequestMappingInfo.BuilderConfiguration();
        options.setPatternParser(PathPatternParser.defaultInstance);
        for (ServedRoute route : routes) {
            String pattern = route.endsWithRest() ? route.beforeRest() + "/{*rest}" : route.path();
            mapping.registerMapping(
                    RequestMappingInfo.paths(pattern)
                            .methods(RequestMethod.valueOf(route.method()))
                            .options(options)
                            .build(),
                    new Answering(route),
                    Answering.class.getMethod("handle", HttpServletRequest.class, HttpServletResponse.class));
        }
    }
}
