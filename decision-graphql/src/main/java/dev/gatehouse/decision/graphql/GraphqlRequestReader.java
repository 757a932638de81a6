package dev.gatehouse.decision.graphql;

import dev.gatehouse.decision.content.RequestContent;
import dev.gatehouse.decision.content.RequestReader;
import dev.gatehouse.decision.content.Requested;
import dev.gatehouse.decision.content.Undecidable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a GraphQL request reaches which a gateway holds back. Immutable. */
public final class GraphqlRequestReader implements RequestReader {
    private static final int MAX_FIELDS = 100;
    private static final String TYPE_NAME = ".__typename";

    /** As fields weigh compared with endpoints. */
    private static final int FIELDS_A_WEIGHT = 8;

    private final @Nullable SchemaGraph schema;
    private volatile @Nullable String description;

    /** One that knows of no schema, and tells root fields only. */
    public GraphqlRequestReader() {
        this(null);
    }

    /** @param schema null where it is not known */
    public GraphqlRequestReader(@Nullable SchemaGraph schema) {
        this.schema = schema;
    }

    @Override
    public int weight() {
        return schema == null ? 0 : schema.size() / FIELDS_A_WEIGHT;
    }

    /** By custom: a schema does not tell. */
    @Override
    public Set<String> paths() {
        return Set.of("/graphql");
    }

    @Override
    public int maximumBytes() {
        return GraphqlHttpRequest.MAX_BYTES;
    }

    @Override
    public String endpointNoun() {
        return "root field";
    }

    /** Written once, when a guard asks for it. */
    @Override
    public String description() {
        String written = description;
        if (written == null) {
            written = GraphText.write(schema);
            description = written;
        }
        return written;
    }

    /**
     * The endpoints of all root fields, and what the schema asks for further down.
     *
     * @throws Undecidable where it cannot be told which they are
     */
    @Override
    public Requested requested(RequestContent request) {
        Requested requested = GraphqlRequests.of(forwarded(request), schema);
        int fields = requested.endpoints().size();
        if (fields > MAX_FIELDS) {
            throw Undecidable.because("it asks for %,d root fields; the most is %d".formatted(fields, MAX_FIELDS));
        }
        return requested;
    }

    /** The name of a root type tells nothing that the schema's readers would not know. */
    @Override
    public boolean needsNoRegistration(String endpoint) {
        return endpoint.endsWith(TYPE_NAME);
    }

    private static GraphqlHttpRequest forwarded(RequestContent request) {
        if (!request.fields("Sec-WebSocket-Key").isEmpty()
                || !request.fields("Upgrade").isEmpty()) {
            throw Undecidable.because(
                    "it opens a WebSocket or another protocol, in which operations follow that no gateway asks about");
        }
        if (!request.isWhole()) {
            throw Undecidable.because("the body did not come whole; up to %,d bytes are looked at"
                    .formatted(GraphqlHttpRequest.MAX_BYTES));
        }
        return new GraphqlHttpRequest(
                request.method(),
                request.query(),
                single(request, "Content-Type"),
                single(request, "Content-Encoding"),
                request.body());
    }

    private static String single(RequestContent request, String name) {
        List<String> values = request.fields(name);
        if (values.size() > 1) {
            throw Undecidable.because("header field '%s' is given more than once".formatted(name));
        }
        return values.isEmpty() ? "" : values.get(0);
    }
}
