package dev.gatehouse.connector;

import dev.gatehouse.connector.binding.OpenApiBinding;
import dev.gatehouse.connector.interfaces.FileStorageOperations;
import dev.gatehouse.connector.interfaces.MetadataOperations;
import dev.gatehouse.connector.settings.ConnectorSetting;
import dev.gatehouse.connector.tokens.ServiceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A connector service in the making: what it is called, what opens the third party to people, what it implements.
 *
 * <pre>{@code
 * Connector.named("port-archive")
 *         .oauth2(new OAuth2Service(authorizeUrl, tokenUrl, clientId, clientSecret))
 *         .implementing(new ArchiveStorage())
 *         .start();
 * }</pre>
 *
 * <p>Not thread-safe.
 */
public final class Connector {
    private final ServiceDescription description;
    private final List<OpenApiBinding> bindings = new ArrayList<>();
    private final Map<ConnectorSetting, String> settings = new EnumMap<>(ConnectorSetting.class);
    private Map<String, String> environment = System.getenv();

    private Connector(String name) {
        description = new ServiceDescription(name);
    }

    /**
     * @param name what the service is called at the token storage, by convention {@code port-...}; kept in lower case
     * @throws IllegalArgumentException for a name that the token storage would not take
     */
    public static Connector named(String name) {
        return new Connector(name);
    }

    /** The third party gives access tokens; calls come with {@link Credential.BearerToken}. */
    public Connector oauth2(OAuth2Service service) {
        description.oauth2(service);
        return this;
    }

    /** People log in with a user name and a password; calls come with {@link Credential.Password}. */
    public Connector loginService() {
        description.login(ServiceKind.LOGIN);
        return this;
    }

    /** People enter a key that the third party gave them; calls come with it as {@link Credential.BearerToken}. */
    public Connector apiKeyService() {
        description.login(ServiceKind.API_KEY);
        return this;
    }

    /** People are known by their names at the token storage; calls come with {@link Credential.None}. */
    public Connector openService() {
        description.login(ServiceKind.OPEN);
        return this;
    }

    /** What people read as its name. */
    public Connector displayName(String text) {
        return member("displayName", text);
    }

    /** What people read about it. */
    public Connector description(String text) {
        return member("description", text);
    }

    /** What people read about it, by language tags such as {@code en}. */
    public Connector description(Map<String, String> texts) {
        return member("description", texts);
    }

    /** @param dataUrl an image as a data URL */
    public Connector icon(String dataUrl) {
        return member("icon", dataUrl);
    }

    /** Where people read more. */
    public Connector infoUrl(String url) {
        return member("infoUrl", url);
    }

    /** Where people find help. */
    public Connector helpUrl(String url) {
        return member("helpUrl", url);
    }

    /** What metadata the third party asks for, as the callers' forms understand it. */
    public Connector metadataProfile(String profile) {
        return member("metadataProfile", profile);
    }

    /** Where people see a project at the third party, with a place for its id. */
    public Connector projectLinkTemplate(String template) {
        return member("projectLinkTemplate", template);
    }

    private Connector member(String name, Object value) {
        description.member(name, Objects.requireNonNull(value, name));
        return this;
    }

    /** Serves the interface {@code fileStorage} under {@code /storage}. */
    public Connector implementing(FileStorage storage) {
        description.implementing("fileStorage");
        return serving(FileStorageOperations.binding(storage));
    }

    /** Serves the interface {@code metadata} under {@code /metadata}. */
    public Connector implementing(Metadata metadata) {
        description.implementing("metadata");
        return serving(MetadataOperations.binding(metadata));
    }

    /**
     * Serves a document of the author's own, beside what is implemented or in place of it.
     *
     * @throws IllegalStateException where an operation has no handler
     */
    public Connector serving(OpenApiBinding binding) {
        binding.check();
        bindings.add(binding);
        return this;
    }

    /** Sets what the environment would say otherwise. */
    public Connector with(ConnectorSetting setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** Takes settings from here in place of the process's environment. */
    public Connector environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /**
     * Registers the service at the token storage, waiting for it where it is away, and then serves until the connector is
     * closed or the process is told to stop.
     *
     * @throws ConnectorStartException saying what is wrong: settings, the name, the client's scopes, the address
     */
    public RunningConnector start() {
        return new ConnectorStart(description, List.copyOf(bindings), settings, environment).start();
    }
}
