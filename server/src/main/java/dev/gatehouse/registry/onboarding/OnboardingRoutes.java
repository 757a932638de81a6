package dev.gatehouse.registry.onboarding;

import dev.gatehouse.api.ApiException;
import dev.gatehouse.api.ErrorCode;
import dev.gatehouse.api.Page;
import dev.gatehouse.api.PathSegment;
import dev.gatehouse.contract.ContractType;
import dev.gatehouse.contract.OtherSchemes;
import dev.gatehouse.contract.bundle.Bundle;
import dev.gatehouse.http.BodyRule;
import dev.gatehouse.http.Paging;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import dev.gatehouse.registry.RegistryRoutes;
import dev.gatehouse.registry.ServiceIds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A service's contract: {@code /oauth2/service/{serviceId}/contract} and its stored versions. */
public final class OnboardingRoutes {
    private static final String CONTRACT = "/oauth2/service/{serviceId}/contract";
    private static final int DOCUMENT_MEBIBYTES = 32;

    private final Onboarding onboarding;

    public OnboardingRoutes(Onboarding onboarding) {
        this.onboarding = onboarding;
    }

    public List<Route> all() {
        return List.of(
                Route.put(CONTRACT, RegistryRoutes.WRITE, BodyRule.document(DOCUMENT_MEBIBYTES), this::put)
                        .withQuery("type", "root", "otherSchemes", "dryRun", "cascade", "allowBreaking"),
                Route.get(CONTRACT, RegistryRoutes.READ_ONE, this::get),
                Route.get(CONTRACT + "/versions", RegistryRoutes.READ_ONE, this::versions)
                        .withQuery("page", "pageSize", "after"),
                Route.get(CONTRACT + "/versions/{version}", RegistryRoutes.READ_ONE, this::version),
                Route.post(CONTRACT + "/versions/{version}/restore", RegistryRoutes.WRITE, BodyRule.NONE, this::restore)
                        .withQuery("otherSchemes", "dryRun", "cascade", "allowBreaking"),
                Route.get(CONTRACT + "/diff", RegistryRoutes.READ_ONE, this::compare)
                        .withQuery("from", "to"));
    }

    private Response put(Request request) {
        String serviceId = ServiceIds.of(request);
        String contentType = request.header("Content-Type");
        Bundle bundle = onboarding.document(
                request.body(), contentType == null ? "" : contentType, Optional.ofNullable(request.query("root")));
        ImportOrder order = new ImportOrder(
                serviceId,
                bundle.document(),
                type(request),
                otherSchemes(request).orElse(OtherSchemes.DERIVE),
                request.queryFlag("dryRun"),
                RegistryRoutes.cutsLinks(request),
                request.precondition(),
                Optional.empty());
        try {
            return imported(serviceId, onboarding.importContract(request.caller(), order));
        } catch (ApiException e) {
            throw bundle.located(e);
        }
    }

    private Response restore(Request request) {
        String serviceId = ServiceIds.of(request);
        return imported(
                serviceId,
                onboarding.restore(
                        request.caller(),
                        serviceId,
                        versionNumber("version", request.pathParameter("version")),
                        request.queryFlag("dryRun"),
                        RegistryRoutes.cutsLinks(request),
                        otherSchemes(request),
                        request.precondition()));
    }

    private Response compare(Request request) {
        if (request.query("from") == null) {
            throw request.missingQuery("from");
        }
        String to = request.query("to");
        return Response.ok(onboarding
                .history()
                .compare(
                        ServiceIds.of(request),
                        versionNumber("from", request.query("from")),
                        to == null ? Optional.empty() : Optional.of(versionNumber("to", to))));
    }

    private Response imported(String serviceId, ImportReport report) {
        if (report.subject().dryRun()) {
            return Response.ok(report);
        }
        Response response = Response.json(report.outcome().created() ? 201 : 200, report);
        return report.outcome().created()
                ? response.withHeader("Location", "/oauth2/service/" + PathSegment.of(serviceId))
                : response;
    }

    private Optional<ContractType> type(Request request) {
        String type = request.query("type");
        if (type == null) {
            return Optional.empty();
        }
        return Optional.of(onboarding
                .kinds()
                .type(type)
                .orElseThrow(() -> ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "type", type, "send one of " + onboarding.kinds().names())));
    }

    private static Optional<OtherSchemes> otherSchemes(Request request) {
        String text = request.query("otherSchemes");
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(OtherSchemes.of(text)
                .orElseThrow(() -> ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                        "otherSchemes", text, "send refuse, derive or ignore")));
    }

    private Response get(Request request) {
        return document(onboarding.history().latest(ServiceIds.of(request)));
    }

    private Response version(Request request) {
        int version = versionNumber("version", request.pathParameter("version"));
        return document(onboarding.history().version(ServiceIds.of(request), version));
    }

    private static int versionNumber(String parameter, String version) {
        if (!version.matches("[1-9][0-9]{0,8}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    parameter, version, "send a whole number from 1");
        }
        return Integer.parseInt(version);
    }

    private Response versions(Request request) {
        Page page = Paging.of(request);
        ContractHistory.Versions versions =
                onboarding.history().versions(ServiceIds.of(request), page, afterVersion(page));
        String last = versions.versions().isEmpty()
                ? null
                : Integer.toString(versions.versions().getLast().version());
        return Paging.answer(request, page, versions.versions(), versions.total(), last);
    }

    private static @Nullable Integer afterVersion(Page page) {
        if (page.after() == null) {
            return null;
        }
        if (!page.after().matches("[0-9]{1,9}")) {
            throw ErrorCode.VALIDATOR_REQUEST_PARAMETER_INVALID_FORMAT.with(
                    "after", page.after(), "send the version of the last entry you have");
        }
        return Integer.valueOf(page.after());
    }

    private static Response document(StoredContract contract) {
        return Response.of(200, contract.mediaType(), contract.document()).withEntityTagOfBody();
    }
}
