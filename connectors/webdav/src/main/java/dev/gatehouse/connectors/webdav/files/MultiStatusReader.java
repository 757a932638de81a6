package dev.gatehouse.connectors.webdav.files;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a multi-status (RFC 4918, section 13) while it comes in, for those properties that {@link PropertyQuery} asks for.
 * Nothing that it names is fetched or expanded. Used once.
 */
final class MultiStatusReader {
    private static final String NAMESPACE = "DAV:";
    private static final String ROOT = "multistatus";
    private static final String RESPONSE = "response";

    private final XMLStreamReader xml;

    private MultiStatusReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /** @throws XMLStreamException where it is none, or reading it failed */
    static List<Entry> read(InputStream body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return new MultiStatusReader(factory.createXMLStreamReader(body)).entries();
    }

    private List<Entry> entries() throws XMLStreamException {
        List<Entry> entries = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // comments and the like may stand before the root
        }
        if (!name().equals(ROOT)) {
            throw new XMLStreamException("no multi-status");
        }
        while (isWithin(ROOT)) {
            if (name().equals(RESPONSE)) {
                entries.add(response());
            }
        }
        while (xml.hasNext()) {
            xml.next(); // the end has to be seen, for the sake of the connection
        }
        return entries;
    }

    private Entry response() throws XMLStreamException {
        String href = "";
        boolean hasProperties = false;
        boolean missing = false;
        Optional<Boolean> folder = Optional.empty();
        List<String> principals = new ArrayList<>();
        while (isWithin(RESPONSE)) {
            switch (name()) {
                case "href" -> href = href.isEmpty() ? xml.getElementText() : href;
                case "propstat" -> hasProperties = true;
                case "status" ->
                    missing |= !hasProperties && xml.getElementText().contains(" 404");
                case PropertyQuery.RESOURCE_TYPE -> {
                    boolean collection =
                            !texts(PropertyQuery.RESOURCE_TYPE, "collection").isEmpty();
                    folder = Optional.of(folder.orElse(collection));
                }
                case PropertyQuery.CURRENT_USER_PRINCIPAL ->
                    principals.addAll(texts(PropertyQuery.CURRENT_USER_PRINCIPAL, "href"));
                default -> {}
            }
        }
        return new Entry(href, missing, folder.orElse(href.endsWith("/")), principals);
    }

    /** Of all elements of a name that are in the element that was just begun. */
    private List<String> texts(String parent, String name) throws XMLStreamException {
        List<String> texts = new ArrayList<>();
        while (isWithin(parent)) {
            if (name().equals(name)) {
                texts.add(xml.getElementText());
            }
        }
        return texts;
    }

    /** Goes on to where the next element begins; false where the one of this name ends before. */
    private boolean isWithin(String parent) throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && name().equals(parent)) {
                return false;
            }
        }
    }

    /** Of the element that begins or ends here; empty where it is not one of WebDAV's. */
    private String name() {
        return NAMESPACE.equals(xml.getNamespaceURI()) ? xml.getLocalName() : "";
    }
}
