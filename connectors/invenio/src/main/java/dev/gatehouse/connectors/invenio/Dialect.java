package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.Metadata;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.time.Duration;

/** Whose REST API a repository speaks, and what differs before the first call is made. */
public enum Dialect {
    /** The deposit API of Zenodo. */
    ZENODO("zenodo", "port-zenodo", "Zenodo", "deposit:write deposit:actions", "/deposit/${projectId}"),
    /** The REST API of InvenioRDM. */
    INVENIO_RDM("inveniordm", "port-inveniordm", "InvenioRDM", "user:email", "/uploads/${projectId}");

    private final String setting;
    private final String serviceName;
    private final String displayName;
    private final String scope;
    private final String projectLink;

    Dialect(String setting, String serviceName, String displayName, String scope, String projectLink) {
        this.setting = setting;
        this.serviceName = serviceName;
        this.displayName = displayName;
        this.scope = scope;
        this.projectLink = projectLink;
    }

    /** How it is written in settings. */
    public String setting() {
        return setting;
    }

    /** What the connector is called at the token storage unless told otherwise. */
    public String serviceName() {
        return serviceName;
    }

    /** What people know it as. */
    public String displayName() {
        return displayName;
    }

    /** What a token has to be asked for to do everything that the connector does. */
    public String scope() {
        return scope;
    }

    /** The path of a project's page, with a place for its id. */
    public String projectLink() {
        return projectLink;
    }

    Metadata projects(Vendor vendor, Duration patience) {
        return switch (this) {
            case ZENODO -> new ZenodoProjects(vendor);
            case INVENIO_RDM -> new RdmProjects(vendor, patience);
        };
    }
}
