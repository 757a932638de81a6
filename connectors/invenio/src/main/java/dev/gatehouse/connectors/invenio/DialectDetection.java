package dev.gatehouse.connectors.invenio;

import dev.gatehouse.connector.ConnectorException;
import dev.gatehouse.connector.ConnectorStartException;
import dev.gatehouse.connectors.invenio.vendor.Vendor;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a repository which dialect it speaks, without a token: what is there refuses, what is not there is not found. Zenodo
 * answers at the paths of both, so its own come first.
 */
final class DialectDetection {
    private static final Logger LOG = LoggerFactory.getLogger(DialectDetection.class);
    private static final String SET_IT = "; or set " + InvenioSettings.DIALECT + " to zenodo or inveniordm";

    private final Vendor vendor;
    private final Duration patience;

    /** @param patience for how long a repository that is away is asked again */
    DialectDetection(Vendor vendor, Duration patience) {
        this.vendor = vendor;
        this.patience = patience;
    }

    /** @throws ConnectorStartException where it is neither, or does not answer */
    Dialect detect() {
        long end = System.nanoTime() + patience.toNanos();
        long pause = 250;
        while (true) {
            try {
                return ask();
            } catch (ConnectorException away) {
                if (System.nanoTime() > end) {
                    throw new ConnectorStartException("Cannot tell which dialect the repository speaks. "
                            + away.getMessage() + " Check " + InvenioSettings.URL + SET_IT);
                }
                LOG.warn("{} Asks again in {} ms", away.getMessage(), pause);
                sleep(pause);
                pause = Math.min(pause * 2, 8000);
            }
        }
    }

    private Dialect ask() {
        if (knows("/api/deposit/depositions")) {
            return Dialect.ZENODO;
        }
        if (knows("/api/user/records")) {
            return Dialect.INVENIO_RDM;
        }
        throw new ConnectorStartException("There is neither a Zenodo nor an InvenioRDM at " + vendor.at("/")
                + ": check " + InvenioSettings.URL + SET_IT);
    }

    private boolean knows(String path) {
        int status = vendor.statusOf(vendor.at(path));
        return status == 200 || status == 401 || status == 403;
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectorStartException("The start was interrupted");
        }
    }
}
