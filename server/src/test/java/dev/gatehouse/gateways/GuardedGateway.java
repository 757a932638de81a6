package dev.gatehouse.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A gateway, the service behind it, and the link from it to Gatehouse. For one thread. */
final class GuardedGateway implements AutoCloseable {
    private final GuardedOrders orders;
    private final RecordingService service = new RecordingService();
    private final GatehouseLink link;
    private final Gateway gateway;

    private GuardedGateway(Gateway.Kind kind, GuardedOrders orders, Gateway.Patience patience) {
        this.orders = orders;
        this.link = new GatehouseLink(orders.server().adminUrl());
        this.gateway = Gateway.start(
                kind,
                new Gateway.Places(service.port(), link.port(), orders.serviceId(), orders.exportedForNginx()),
                patience);
    }

    /** Those of a test class, each started when it is first used. For one thread. */
    static final class All implements AutoCloseable {
        private final GuardedOrders orders = new GuardedOrders();
        private final Map<Gateway.Kind, GuardedGateway> running = new EnumMap<>(Gateway.Kind.class);

        GuardedOrders orders() {
            return orders;
        }

        GuardedGateway get(Gateway.Kind kind) {
            return running.computeIfAbsent(
                    kind, missing -> new GuardedGateway(missing, orders, Gateway.Patience.ENDLESS));
        }

        /** One that waits no longer for Gatehouse than the example says; to be closed. */
        GuardedGateway newAsInTheExample(Gateway.Kind kind) {
            return new GuardedGateway(kind, orders, Gateway.Patience.AS_IN_THE_EXAMPLE);
        }

        @Override
        public void close() {
            running.values().forEach(GuardedGateway::close);
        }
    }

    int port() {
        return gateway.port();
    }

    GatehouseLink link() {
        return link;
    }

    Wire.Reply send(String requestLine, String... fields) {
        return Wire.send(port(), requestLine, fields);
    }

    /** The only request that reached the service since somebody looked, which must be one that may. */
    Arrived onlyArrived() {
        List<Arrived> arrived = arrivedRightly("");
        assertThat(arrived).as(gateway.output()).hasSize(1);
        return arrived.getFirst();
    }

    /** What reached the service since somebody looked; each of these must be one that may. */
    List<Arrived> arrivedRightly(String sent) {
        List<Arrived> arrived = service.drain();
        List<String> objections = new ArrayList<>();
        for (Arrived request : arrived) {
            String objection = orders.objectionTo(request);
            if (objection != null) {
                objections.add(request + ": " + objection);
            }
        }
        assertThat(objections).as("what reached the service after " + sent).isEmpty();
        return arrived;
    }

    void nothingArrived() {
        assertThat(service.drain()).isEmpty();
    }

    String output() {
        return gateway.output();
    }

    @Override
    public void close() {
        gateway.close();
        link.close();
        service.close();
    }
}
