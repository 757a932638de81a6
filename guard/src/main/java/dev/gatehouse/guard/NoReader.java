package dev.gatehouse.guard;

import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.content.Requested;
import dev.gatehouse.decision.content.Undecidable;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses what nobody here can read, and says what is missing. Immutable. */
final class NoReader implements RequestReader {
    private static final Logger LOG = LoggerFactory.getLogger(NoReader.class);

    private final String module;

    NoReader(String serviceType) {
        this.module = "gatehouse-decision-" + serviceType;
        LOG.warn("requests that need their content read are refused, as the service does not have {}", module);
    }

    @Override
    public Set<String> paths() {
        return Set.of("/graphql");
    }

    @Override
    public int maximumBytes() {
        return 0;
    }

    @Override
    public String endpointNoun() {
        return "field";
    }

    @Override
    public String description() {
        return "";
    }

    @Override
    public Requested requested(RequestContent request) {
        throw Undecidable.because("the service's guard has not the module " + module + ", which reads it");
    }
}
