package dev.gatehouse.clientlibrary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gatehouse.client.access.AccessApproval;
import dev.gatehouse.client.access.AccessHolder;
import dev.gatehouse.client.access.AccessWish;
import dev.gatehouse.client.access.RequestedAccess;
import dev.gatehouse.client.call.BodyViolation;
import dev.gatehouse.client.connection.ConnectionToken;
import dev.gatehouse.client.connection.LinkConfirmation;
import dev.gatehouse.client.connection.LinkRequest;
import dev.gatehouse.client.connection.PersonalConnectLink;
import dev.gatehouse.client.connection.UserConnection;
import dev.gatehouse.client.decision.ExplainedDecision;
import dev.gatehouse.client.oauthclient.ClientRegistration;
import dev.gatehouse.client.oauthclient.DeprecatedLink;
import dev.gatehouse.client.oauthclient.LinkedEndpoint;
import dev.gatehouse.client.oauthclient.LinkedService;
import dev.gatehouse.client.oauthclient.OAuthClient;
import dev.gatehouse.client.oauthclient.RotatedSecret;
import dev.gatehouse.client.oauthclient.ScopeChange;
import dev.gatehouse.client.portservice.ConnectedService;
import dev.gatehouse.client.portservice.OfferedService;
import dev.gatehouse.client.server.AuditRecord;
import dev.gatehouse.client.server.AuthorizationServerMetadata;
import dev.gatehouse.client.server.ProtectedResourceMetadata;
import dev.gatehouse.client.server.Readiness;
import dev.gatehouse.client.service.BreakingChange;
import dev.gatehouse.client.service.ClientLink;
import dev.gatehouse.client.service.ClientLoss;
import dev.gatehouse.client.service.ContractChanges;
import dev.gatehouse.client.service.ContractComparison;
import dev.gatehouse.client.service.ContractVersion;
import dev.gatehouse.client.service.DeprecatedEndpoint;
import dev.gatehouse.client.service.Endpoint;
import dev.gatehouse.client.service.EndpointChange;
import dev.gatehouse.client.service.EndpointDeprecation;
import dev.gatehouse.client.service.EndpointRenaming;
import dev.gatehouse.client.service.ImportReport;
import dev.gatehouse.client.service.OwnedScope;
import dev.gatehouse.client.service.Service;
import dev.gatehouse.client.token.DeviceAuthorization;
import dev.gatehouse.client.token.GrantedTokens;
import dev.gatehouse.client.token.IssuedToken;
import dev.gatehouse.client.token.PushedRequest;
import dev.gatehouse.client.token.TokenIntrospection;
import dev.gatehouse.client.token.UserInfo;
import dev.gatehouse.client.tokenstorage.DataKeyProgress;
import dev.gatehouse.client.tokenstorage.ThirdPartyService;
import dev.gatehouse.client.usage.DayUsage;
import dev.gatehouse.client.usage.UnusedAccess;
import dev.gatehouse.client.usage.UsageTaken;
import dev.gatehouse.client.usage.UsageTotal;
import dev.gatehouse.client.user.HandoverResult;
import dev.gatehouse.client.user.Membership;
import dev.gatehouse.client.user.TeamProfile;
import dev.gatehouse.client.user.UserProfile;
import dev.gatehouse.client.user.UserSession;
import dev.gatehouse.client.webhook.SentEvent;
import dev.gatehouse.client.webhook.Subscription;
import dev.gatehouse.client.webhook.TestResult;
import dev.gatehouse.client.webhook.WebhookRequest;
import dev.gatehouse.testing.OpenApiContract;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonNaming;

/** Records have every member that the contracts have, are small, and show no secret. */
class RecordsOfTheClientTest {
    private static final Map<String, OpenApiContract> CONTRACTS =
            OpenApiContract.all().stream().collect(Collectors.toMap(OpenApiContract::name, contract -> contract));

    /** Members that older callers send or get, and that mean nothing. */
    private static final Set<String> MEANINGLESS = Set.of("factoryId", "classId", "id", "projects");

    /** A record and the schema that it holds. */
    private record Held(String contract, String schema, Class<? extends Record> type) {
        @Override
        public String toString() {
            return schema;
        }
    }

    private static Stream<Held> held() {
        return Stream.of(ofServices(), ofClients(), ofTokens(), ofConnections(), ofTheRest())
                .flatMap(stream -> stream);
    }

    private static Stream<Held> ofServices() {
        return Stream.of(
                new Held("registry.yaml", "Service", Service.class),
                new Held("registry.yaml", "Endpoint", Endpoint.class),
                new Held("registry.yaml", "OwnedScope", OwnedScope.class),
                new Held("registry.yaml", "ImportReport", ImportReport.class),
                new Held("registry.yaml", "ContractComparison", ContractComparison.class),
                new Held("registry.yaml", "ContractVersion", ContractVersion.class),
                new Held("registry.yaml", "AffectedClient", ClientLoss.class),
                new Held("registry.yaml", "Break", BreakingChange.class),
                new Held("registry.yaml", "PathRenaming", ContractChanges.PathRenaming.class),
                new Held("registry.yaml", "TakenRequests", ContractChanges.TakenRequests.class),
                new Held("registry.yaml", "LostLink", ImportReport.LostLink.class),
                new Held("registry.yaml", "EndpointChange", EndpointChange.class),
                new Held("registry.yaml", "EndpointDeprecation", EndpointDeprecation.class),
                new Held("registry.yaml", "EndpointRenaming", EndpointRenaming.class),
                new Held("registry.yaml", "DeprecatedEndpoint", DeprecatedEndpoint.class),
                new Held("registry.yaml", "Link", ClientLink.class),
                new Held("registry.yaml", "Violation", BodyViolation.class),
                new Held("registry.yaml", "ServiceClient", AccessHolder.class),
                new Held("registry.yaml", "UsageTotal", UsageTotal.class),
                new Held("registry.yaml", "DayUsage", DayUsage.class),
                new Held("registry.yaml", "UnusedAccess", UnusedAccess.class),
                new Held("registry.yaml", "UsageTaken", UsageTaken.class));
    }

    private static Stream<Held> ofClients() {
        return Stream.of(
                new Held("clients.yaml", "ClientInput", OAuthClient.class),
                new Held("clients.yaml", "ShownClient", OAuthClient.class),
                new Held("clients.yaml", "NewSecret", RotatedSecret.class),
                new Held("clients.yaml", "ScopeChange", ScopeChange.class),
                new Held("clients.yaml", "LinkedEndpoint", LinkedEndpoint.class),
                new Held("clients.yaml", "LinkedService", LinkedService.class),
                new Held("clients.yaml", "DeprecatedUse", DeprecatedLink.class),
                new Held("clients.yaml", "AccessRequest", RequestedAccess.class),
                new Held("clients.yaml", "AccessRequestInput", AccessWish.class),
                new Held("clients.yaml", "AccessApproval", AccessApproval.class),
                new Held("clients.yaml", "Registration", ClientRegistration.class));
    }

    private static Stream<Held> ofTokens() {
        return Stream.of(
                new Held("oauth.yaml", "TokenResponse", GrantedTokens.class),
                new Held("oauth.yaml", "IntrospectionResponse", TokenIntrospection.class),
                new Held("oauth.yaml", "PushedRequest", PushedRequest.class),
                new Held("oauth.yaml", "DeviceAuthorization", DeviceAuthorization.class),
                new Held("oauth.yaml", "UserInfo", UserInfo.class),
                new Held("oauth.yaml", "AuthorizationServerMetadata", AuthorizationServerMetadata.class),
                new Held("oauth.yaml", "OpenidConfiguration", AuthorizationServerMetadata.class),
                new Held("oauth.yaml", "ProtectedResourceMetadata", ProtectedResourceMetadata.class));
    }

    private static Stream<Held> ofConnections() {
        return Stream.of(
                new Held("token-storage.yaml", "Connection", UserConnection.class),
                new Held("token-storage.yaml", "AccessToken", ConnectionToken.class),
                new Held("token-storage.yaml", "ConnectLinkInput", LinkRequest.class),
                new Held("token-storage.yaml", "ConnectLink", PersonalConnectLink.class),
                new Held("token-storage.yaml", "ConnectConfirmation", LinkConfirmation.class),
                new Held("token-storage.yaml", "KeyRotation", DataKeyProgress.class),
                new Held("token-storage.yaml", "OAuth2ServiceInput", ThirdPartyService.class),
                new Held("token-storage.yaml", "LoginServiceInput", ThirdPartyService.class),
                new Held("port-service.yaml", "ServiceWithJwt", OfferedService.class),
                new Held("port-service.yaml", "UserService", ConnectedService.class));
    }

    private static Stream<Held> ofTheRest() {
        return Stream.of(
                new Held("access.yaml", "Explained", ExplainedDecision.class),
                new Held("users.yaml", "User", UserProfile.class),
                new Held("users.yaml", "UserSession", UserSession.class),
                new Held("users.yaml", "IssuedToken", IssuedToken.class),
                new Held("clients.yaml", "IssuedToken", IssuedToken.class),
                new Held("users.yaml", "Team", TeamProfile.class),
                new Held("users.yaml", "TeamMember", Membership.class),
                new Held("users.yaml", "HandedOver", HandoverResult.class),
                new Held("operations.yaml", "Readiness", Readiness.class),
                new Held("operations.yaml", "AuditEntry", AuditRecord.class),
                new Held("events.yaml", "WebhookInput", WebhookRequest.class),
                new Held("events.yaml", "WebhookWithSecret", Subscription.class),
                new Held("events.yaml", "Delivery", SentEvent.class),
                new Held("events.yaml", "Tested", TestResult.class));
    }

    /** The JSON members of a record, those of its groups among them. */
    private static Set<String> members(Class<?> type) {
        boolean snake = type.isAnnotationPresent(JsonNaming.class);
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                names.addAll(members(component.getType()));
            } else if (given != null && !given.value().isEmpty()) {
                names.add(given.value());
            } else if (!component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                names.add(snake ? snake(component.getName()) : component.getName());
            }
        }
        return names;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("held")
    void aRecordHasTheMembersOfItsSchema(Held held) {
        JsonNode schema = CONTRACTS.get(held.contract()).document().at("/components/schemas/" + held.schema());
        Set<String> documented = new TreeSet<>(schema.path("properties").propertyNames());
        documented.removeAll(MEANINGLESS);

        assertThat(documented).isNotEmpty();
        assertThat(members(held.type())).containsAll(documented);
    }

    private static List<Class<?>> records() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.gatehouse.client").stream()
                        .filter(JavaClass::isRecord)
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    static Stream<Class<?>> everyRecord() {
        return records().stream();
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void aRecordIsSmall(Class<?> type) {
        assertThat(type.getRecordComponents()).hasSizeLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void aRecordShowsNoSecret(Class<?> type) {
        assertThat(Arrays.stream(type.getRecordComponents())
                        .filter(component -> component
                                .getName()
                                .matches("(?i)(.*(secret|password|jwt|verifier|deviceCode)|password.*|"
                                        + "(access|refresh|id|registration\\w*|subject|actor)token)"))
                        .filter(component -> component.getType().equals(String.class)))
                .isEmpty();
    }
}
