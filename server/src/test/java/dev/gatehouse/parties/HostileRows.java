package dev.gatehouse.parties;

import dev.gatehouse.api.Json;
import java.util.List;
import java.util.Map;

/** Endpoints whose texts mean something in the configuration of some gateway, beside plain ones. */
final class HostileRows {
    private HostileRows() {}

    static String endpoints() {
        return Json.text(List.of(
                endpoint("/things@get", "things.r"),
                endpoint("/things@post", "things.w"),
                endpoint("/things/{id}@get", "things.r"),
                endpoint("/things/secret@get", "'odd${scope}["),
                endpoint("/things/{id}:stop@get", "things.w"),
                endpoint("/files/a{path+}@get", "things.r"),
                endpoint("/all/{path+}@get", "things.r"),
                endpoint("/{one}/two@get", "things.r"),
                endpoint("/one/{two}@get", "things.w"),
                endpoint("/both@get", "things.a things.b"),
                Map.of(
                        "endpoint",
                        "/either@get",
                        "operation",
                        "x",
                        "scope",
                        "things.w",
                        "requires",
                        List.of(List.of("things.w"), List.of("things.a"))),
                endpoint("/open@get", ""),
                endpoint("/a.c@get", ""),
                endpoint("/q\"; return 200; #@get", ""),
                endpoint("/`} respond 200 {$HOME}`@get", ""),
                endpoint("/$http_host/${PATH}/%{ENV:x}\\@get", ""),
                endpoint("/x\"> Require all granted <@get", ""),
                endpoint("/ü/{größe}@get", "")));
    }

    private static Map<String, Object> endpoint(String name, String scope) {
        return Map.of("endpoint", name, "operation", "x", "scope", scope);
    }
}
