package dev.gatehouse.app;

import dev.gatehouse.api.Json;
import dev.gatehouse.config.StartupException;
import dev.gatehouse.crypto.SecretValue;
import dev.gatehouse.keys.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The file that tells where the server answers, and the credentials of the first start. Immutable. */
record BootstrapFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(BootstrapFile.class);
    private static final String CLIENT = "clientId";

    /** The first administrator and the first client; the text form shows neither secret. */
    record Credentials(String clientId, SecretValue clientSecret, String username, String password) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    /** @throws StartupException when the file cannot be written */
    void write(Addresses addresses, Credentials credentials) {
        Map<String, String> members = new LinkedHashMap<>(members(addresses));
        members.put(CLIENT, credentials.clientId());
        members.put("clientSecret", credentials.clientSecret().reveal());
        members.put("username", credentials.username());
        members.put("password", credentials.password());
        try {
            PrivateFile.write(path, Json.text(members) + "\n");
        } catch (IOException e) {
            throw new StartupException("The file " + path + " cannot be written: " + e.getMessage());
        }
    }

    /**
     * Puts the addresses into a file that is there: whoever reads it sends credentials there. One of another installation
     * stays as it is, and one that cannot be changed is no reason not to start.
     *
     * @param isOurs whether there is a client of that id
     */
    void tell(Addresses addresses, Predicate<String> isOurs) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            JsonNode known = Json.read(Files.readString(path), JsonNode.class);
            if (known instanceof ObjectNode file
                    && isOurs.test(file.path(CLIENT).asString(""))) {
                ObjectNode changed = file.deepCopy();
                members(addresses).forEach(changed::put);
                if (!changed.equals(file)) {
                    PrivateFile.write(path, Json.text(changed) + "\n");
                }
            }
        } catch (IOException | JacksonException e) {
            LOG.warn("The file {} cannot be brought up to date and may tell where an earlier start answered", path);
        }
    }

    private static Map<String, String> members(Addresses addresses) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("adminUrl", addresses.admin().toString());
        members.put("publicUrl", addresses.open().toString());
        members.put("issuer", addresses.issuer().toString());
        return members;
    }
}
