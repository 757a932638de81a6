package dev.gatehouse.connector.binding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.Json;
import dev.gatehouse.api.Violation;
import dev.gatehouse.connector.FileContent;
import dev.gatehouse.connector.FilePath;
import dev.gatehouse.connector.tokens.AccountTask;
import dev.gatehouse.connector.tokens.Accounts;
import java.io.IOException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request for an operation, with arguments that fit the document. Used by one thread. */
public final class OperationCall {
    private final Arguments arguments;
    private final Accounts accounts;

    OperationCall(Arguments arguments, Accounts accounts) {
        this.arguments = arguments;
        this.accounts = accounts;
    }

    /** An argument that the document requires. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> ApiException.invalid(Violation.child("", name), "is required"));
    }

    /** An argument that may be missing. */
    public Optional<String> optionalText(String name) {
        JsonNode value = arguments.values().path(name);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    /** An argument that is an object; one without members where it is missing or null. */
    public ObjectNode object(String name) {
        return arguments.values().path(name) instanceof ObjectNode object ? object : Json.object();
    }

    /** An argument of any kind; a missing node where there is none. */
    public JsonNode value(String name) {
        return arguments.values().path(name);
    }

    /** An argument that is a path. @throws ApiException naming it and what is wrong with it */
    public FilePath path(String name) {
        try {
            return FilePath.parse(text(name));
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid(Violation.child("", name), String.valueOf(e.getMessage()));
        }
    }

    /** The content that came with the request, to be read while it comes; none where the request has none. */
    public Optional<FileContent> content() {
        return arguments.upload().map(Upload::content);
    }

    /** What the caller calls the file whose content came. */
    public Optional<String> filename() {
        return arguments.upload().flatMap(Upload::filename);
    }

    /**
     * Does something for the person whom the argument {@code userId} names, with what opens the third party to them.
     * Where the third party does not take the token ({@link dev.gatehouse.connector.Failure#UNAUTHORIZED}), it is tried
     * once more with a fresh one, unless content was read already.
     *
     * @throws ApiException where the person is not connected, or the token storage cannot be asked
     */
    public <T> T withAccount(AccountTask<T> task) throws IOException {
        return accounts.call(
                text("userId"), () -> arguments.upload().map(Upload::touched).orElse(false), task);
    }
}
