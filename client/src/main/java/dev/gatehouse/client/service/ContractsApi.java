package dev.gatehouse.client.service;

import static dev.gatehouse.client.call.ApiOperation.admin;

import dev.gatehouse.client.call.ApiOperation;
import dev.gatehouse.client.call.ApiReply;
import dev.gatehouse.client.call.Transport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contracts of services: on-boarding from them, their versions, and what differs between these. Thread-safe. */
public final class ContractsApi {
    private static final String ANY_TYPE = "application/yaml, application/json, application/graphql";
    private static final ApiOperation PUT = admin("PUT", "/oauth2/service/{serviceId}/contract");
    private static final ApiOperation GET = admin("GET", "/oauth2/service/{serviceId}/contract");
    private static final ApiOperation VERSIONS = admin("GET", "/oauth2/service/{serviceId}/contract/versions");
    private static final ApiOperation VERSION = admin("GET", "/oauth2/service/{serviceId}/contract/versions/{version}");
    private static final ApiOperation RESTORE =
            admin("POST", "/oauth2/service/{serviceId}/contract/versions/{version}/restore");
    private static final ApiOperation COMPARE = admin("GET", "/oauth2/service/{serviceId}/contract/diff");

    private final Transport transport;

    public ContractsApi(Transport transport) {
        this.transport = transport;
    }

    /** Makes the operations of a contract the service's endpoints; registers the service where it is new. */
    public ImportReport put(String serviceId, ContractText document, ImportOptions options) {
        return options.begin(transport.call(PUT, serviceId))
                .query("type", options.type())
                .query("root", options.root())
                .body(document.bytes(), document.mediaType())
                .read(ImportReport.class);
    }

    /** The latest document, byte for byte. */
    public ContractText get(String serviceId) {
        return document(
                transport.call(GET, serviceId).header("Accept", ANY_TYPE).reply());
    }

    /** The document of a version. @param version counted from 1 */
    public ContractText get(String serviceId, int version) {
        return document(transport
                .call(VERSION, serviceId, version)
                .header("Accept", ANY_TYPE)
                .reply());
    }

    private static ContractText document(ApiReply reply) {
        return new ContractText(reply.body(), reply.header("Content-Type").orElse(""), reply.entityTag());
    }

    /** What is known of each stored document, the newest first. */
    public Stream<ContractVersion> versions(String serviceId) {
        return transport.call(VERSIONS, serviceId).query("page", 1).pages(ContractVersion.class);
    }

    /** Takes a stored document again, as if it were sent once more. The type of the options is not looked at. */
    public ImportReport restore(String serviceId, int version, ImportOptions options) {
        return options.begin(transport.call(RESTORE, serviceId, version)).read(ImportReport.class);
    }

    /** What leads from one version to another. @param to null for the endpoints as they are now */
    public ContractComparison compare(String serviceId, int from, @Nullable Integer to) {
        return transport
                .call(COMPARE, serviceId)
                .query("from", from)
                .query("to", to)
                .read(ContractComparison.class);
    }
}
