package dev.gatehouse.connector;

import dev.gatehouse.connector.settings.ConnectorSetting;
import java.util.Map;

/** Connectors as tests start them: on a free port, without a token storage, with nothing of the process's environment. */
public final class TestConnectors {
    private TestConnectors() {}

    public static Connector of(Connector connector) {
        return connector
                .environment(Map.of())
                .with(ConnectorSetting.TOKEN_STORAGE, "none")
                .with(ConnectorSetting.PORT, "0");
    }

    /** An open service, so that any name is a person's. */
    public static Connector open(FileStorage storage) {
        return of(Connector.named("port-test").openService().implementing(storage));
    }
}
