package dev.gatehouse.testing;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

/** One of our contracts, read from {@code contracts/} for comparison with what the server does. Thread-safe. */
public final class OpenApiContract {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft202012())
            .unknownKeywordFactory((keyword, context) -> new NonValidationKeyword(keyword))
            .build();

    private final String name;
    private final String location;
    private final SchemaRegistry registry;
    private final JsonNode document;
    private final List<Operation> operations;
    private final ConcurrentHashMap<String, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApiContract(Path file) {
        name = file.getFileName().toString();
        location = "urn:contract:" + name;
        String text = read(file);
        registry = SchemaRegistry.withDialect(
                DIALECT,
                builder -> builder.schemas(iri -> iri.equals(location) ? text : null)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        document = registry.getSchema(SchemaLocation.of(location)).getSchemaNode();
        operations = readOperations();
    }

    /** Every contract of this project. */
    public static List<OpenApiContract> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(OpenApiContract::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The operations of every contract. */
    public static List<Operation> allOperations() {
        return all().stream().flatMap(contract -> contract.operations.stream()).toList();
    }

    private static Path folder() {
        String root = System.getProperty("gatehouse.root");
        return root == null ? Path.of("..", "contracts") : Path.of(root, "contracts");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** The whole document. */
    public JsonNode document() {
        return document;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The operation that answers a request, by its undecoded path; templates without parameters come first. */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.method().equals(method))
                .filter(operation -> operation.pattern().matcher(path).matches())
                .min((one, other) ->
                        Boolean.compare(one.path().contains("{"), other.path().contains("{")));
    }

    /** What is wrong with the value by the schema at that place of the document; an empty text when nothing is. */
    public String errors(String pointer, JsonNode value) {
        Schema schema = schemas.computeIfAbsent(
                pointer, place -> registry.getSchema(SchemaLocation.of(location + "#" + place)));
        return schema.validate(value).stream()
                .limit(10)
                .map(error ->
                        "'%s' %s (%s#%s)".formatted(error.getInstanceLocation(), error.getMessage(), name, pointer))
                .collect(Collectors.joining("; "));
    }

    private List<Operation> readOperations() {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                if (METHODS.contains(method)) {
                    String pointer = "/paths/" + escaped(path.getKey()) + "/" + method;
                    Pattern pattern = Pattern.compile(path.getKey()
                            .replaceAll("\\{path}$", ".*") // a parameter for all that follows, if anything
                            .replaceAll("\\{[A-Za-z]+}", "[^/]+"));
                    found.add(new Operation(this, method.toUpperCase(), path.getKey(), pattern, pointer));
                }
            }
        }
        return List.copyOf(found);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The place a reference leads to, or the place itself where there is none. */
    private String resolved(String pointer) {
        JsonNode reference = document.at(pointer).path("$ref");
        return reference.isString() ? resolved(reference.stringValue().substring(1)) : pointer;
    }

    /**
     * What a contract says of one method of one path.
     *
     * @param path the template
     * @param pointer where it stands in the document
     */
    public record Operation(OpenApiContract contract, String method, String path, Pattern pattern, String pointer) {
        /** Method and path template, which name it among the operations of all contracts. */
        public String signature() {
            return method + " " + path;
        }

        public JsonNode node() {
            return contract.document.at(pointer);
        }

        public Optional<Documented> response(int status) {
            String place = pointer + "/responses/" + status;
            return contract.document.at(place).isMissingNode()
                    ? Optional.empty()
                    : Optional.of(new Documented(contract, contract.resolved(place)));
        }

        /** Sets of scopes of which one is needed; empty where the operation is open. */
        public Set<Set<String>> scopes() {
            return node().path("security")
                    .valueStream()
                    .filter(requirement -> !requirement.has("clientCredentials"))
                    .map(requirement -> requirement
                            .path("oauth2")
                            .valueStream()
                            .map(JsonNode::stringValue)
                            .collect(Collectors.toSet()))
                    .collect(Collectors.toSet());
        }

        /** The names of the query parameters it takes. */
        public Set<String> queryParameters() {
            return parameters("query");
        }

        /** The names of the header fields it reads. */
        public Set<String> headerParameters() {
            return parameters("header");
        }

        private Set<String> parameters(String place) {
            Set<String> names = new TreeSet<>();
            JsonNode parameters = node().path("parameters");
            for (int i = 0; i < parameters.size(); i++) {
                JsonNode parameter = contract.document.at(contract.resolved(pointer + "/parameters/" + i));
                if (parameter.path("in").asString("").equals(place)) {
                    names.add(parameter.path("name").stringValue());
                }
            }
            return names;
        }

        @Override
        public String toString() {
            return contract.name + ": " + signature();
        }
    }

    /**
     * What a contract says of one status of an operation.
     *
     * @param pointer where it stands in the document, behind references
     */
    public record Documented(OpenApiContract contract, String pointer) {
        public Set<String> mediaTypes() {
            return Set.copyOf(node().path("content").propertyNames());
        }

        /** Where the schema of a media type stands in the document. */
        public String schema(String mediaType) {
            return pointer + "/content/" + escaped(mediaType) + "/schema";
        }

        public List<String> requiredHeaders() {
            return node().path("headers").propertyNames().stream()
                    .filter(name -> header(name).path("required").booleanValue(false))
                    .toList();
        }

        /** What is wrong with the first documented header that is there and does not fit its schema. */
        public Optional<String> wrongHeader(HttpHeaders headers) {
            return node().path("headers").propertyNames().stream()
                    .flatMap(name -> headers.firstValue(name).map(value -> wrong(name, value)).stream())
                    .filter(problem -> !problem.isEmpty())
                    .findFirst();
        }

        private String wrong(String name, String value) {
            JsonNode type = header(name).path("schema").path("type");
            boolean number = type.asString("").equals("integer") && value.matches("[0-9]{1,18}");
            JsonNode node = number ? LongNode.valueOf(Long.parseLong(value)) : StringNode.valueOf(value);
            String errors = contract.errors(place(name) + "/schema", node);
            return errors.isEmpty() ? "" : "header " + name + " is " + value + ": " + errors;
        }

        private JsonNode header(String name) {
            return contract.document.at(place(name));
        }

        private String place(String name) {
            return contract.resolved(pointer + "/headers/" + escaped(name));
        }

        public JsonNode node() {
            return contract.document.at(pointer);
        }
    }
}
