package dev.gatehouse.testing;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares answers with our own contracts: status, headers, media type and body must be documented for the operation. What
 * every request may meet needs no operation: a path or method that does not exist, and requests that are not HTTP.
 * Thread-safe.
 */
public final class ContractAgreement {
    private static final List<OpenApiContract> CONTRACTS = OpenApiContract.all();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Nobody's path, a method the path does not have, and what the HTTP layer refuses by itself. */
    private static final Set<String> ANYWHERE = Set.of("ERR10007", "ERR10008", "ERR12116", "ERR12117", "ERR12118");

    private static final Set<String> ERROR_TYPES = Set.of("application/json", "application/problem+json");

    /** APIs with a form of errors of their own. */
    private static final List<OwnForm> OWN_FORMS = List.of(
            new OwnForm("/token-storage", "token-storage.yaml", "StorageError"),
            new OwnForm("/port-service", "port-service.yaml", "PortError"));

    /** @param schema of errors below the root, in the contract of that name */
    private record OwnForm(String root, String contract, String schema) {}

    private final String method;
    private final Answer answer;
    private final String mediaType;

    private ContractAgreement(String method, Answer answer) {
        this.method = method;
        this.answer = answer;
        this.mediaType = answer.headers()
                .firstValue("Content-Type")
                .map(type -> type.split(";", 2)[0].strip())
                .orElse(null);
    }

    /**
     * @param target path and query, as they were sent
     * @throws AssertionError naming what disagrees with which place of which contract
     */
    public static void check(String method, String target, Answer answer) {
        ContractAgreement agreement = new ContractAgreement(method, answer);
        agreement.problem(pathOf(target)).ifPresent(problem -> {
            throw new AssertionError("%s %s answered %d (%s) against the contract: %s%nBody: %s"
                    .formatted(method, target, answer.status(), agreement.mediaType, problem, answer.text()));
        });
    }

    private static String pathOf(String target) {
        return URI.create(target).getRawPath();
    }

    private Optional<String> problem(String path) {
        if (ANYWHERE.contains(errorCode())) {
            return problemOfGeneralError(path);
        }
        boolean bodiless = method.equals("HEAD") && answer.status() == 405;
        if (method.equals("OPTIONS") && answer.status() == 204 || bodiless) {
            return missingAllow();
        }
        if (method.equals("HEAD") && answer.status() >= 400) {
            return Optional.empty(); // what would tell which error it is, is in the body
        }
        if (isRegistration(path) && Set.of(400, 404, 405).contains(answer.status())) {
            return wrongRegistrationError();
        }
        String documented = method.equals("HEAD") ? "GET" : method;
        return CONTRACTS.stream()
                .flatMap(contract -> contract.operation(documented, path).stream())
                .findFirst()
                .map(this::problem)
                .orElseGet(() -> Optional.of("no contract has this operation"));
    }

    /** The code of an error body, or an empty text. */
    private String errorCode() {
        boolean error = answer.status() >= 400 && ERROR_TYPES.contains(String.valueOf(mediaType));
        return error ? parsed().map(body -> body.path("code").asString("")).orElse("") : "";
    }

    private Optional<String> problemOfGeneralError(String path) {
        OwnForm form = OWN_FORMS.stream()
                .filter(own -> path.equals(own.root()) || path.startsWith(own.root() + "/"))
                .findFirst()
                .orElse(new OwnForm("", "operations.yaml", mediaType.equals("application/json") ? "Error" : "Problem"));
        String errors =
                contract(form.contract()).errors("/components/schemas/" + form.schema(), parsed().orElseThrow());
        if (!errors.isEmpty()) {
            return Optional.of(errors);
        }
        return answer.status() == 405 ? missingAllow() : Optional.empty();
    }

    /** Those of RFC 7591 have no code. */
    private static boolean isRegistration(String path) {
        return path.equals("/oauth2/register") || path.startsWith("/oauth2/register/");
    }

    private Optional<String> wrongRegistrationError() {
        String errors =
                contract("clients.yaml").errors("/components/schemas/RegistrationError", parsed().orElseThrow());
        return Optional.of(errors).filter(problem -> !problem.isEmpty());
    }

    private static OpenApiContract contract(String name) {
        return CONTRACTS.stream()
                .filter(contract -> contract.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> missingAllow() {
        return answer.header("Allow") == null ? Optional.of("the header Allow is missing") : Optional.empty();
    }

    private Optional<String> problem(OpenApiContract.Operation operation) {
        Optional<OpenApiContract.Documented> response = operation.response(answer.status());
        if (response.isEmpty()) {
            return Optional.of("%s does not document the status %d".formatted(operation, answer.status()));
        }
        List<String> missing = response.get().requiredHeaders().stream()
                .filter(name -> answer.header(name) == null)
                .toList();
        if (!missing.isEmpty()) {
            return Optional.of("%s requires the headers %s with it".formatted(operation, missing));
        }
        Optional<String> header = response.get().wrongHeader(answer.headers());
        return header.isPresent() ? header : body(operation, response.get());
    }

    private Optional<String> body(OpenApiContract.Operation operation, OpenApiContract.Documented response) {
        if (answer.body().length == 0) {
            boolean mayBeEmpty = method.equals("HEAD")
                    || response.mediaTypes().isEmpty()
                    || "application/x-ndjson".equals(mediaType);
            return mayBeEmpty ? Optional.empty() : Optional.of("%s documents a body with it".formatted(operation));
        }
        if (mediaType == null || !response.mediaTypes().contains(mediaType)) {
            return Optional.of("%s documents %s with it".formatted(operation, response.mediaTypes()));
        }
        if (!mediaType.endsWith("/json") && !mediaType.endsWith("+json")) {
            return Optional.empty();
        }
        if (parsed().isEmpty()) {
            return Optional.of("the body is not JSON");
        }
        String errors = operation.contract().errors(response.schema(mediaType), parsed().get());
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors);
    }

    private Optional<JsonNode> parsed() {
        try {
            return Optional.of(JSON.readTree(answer.body()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
