package dev.gatehouse.bench.process;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The heap of another Java process of the same user. Used by one thread. */
public final class HeapProbe implements AutoCloseable {
    private static final double MEBIBYTE = 1024 * 1024;

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final List<MemoryPoolMXBean> pools;

    private HeapProbe(JMXConnector connector) throws Exception {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.pools = ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    public static HeapProbe of(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return new HeapProbe(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
        } finally {
            machine.detach();
        }
    }

    /** Collects garbage and forgets earlier peaks; what is in use then, in MiB. */
    public double settle() throws Exception {
        ManagementFactory.newPlatformMXBeanProxy(
                        server, ManagementFactory.MEMORY_MXBEAN_NAME, java.lang.management.MemoryMXBean.class)
                .gc();
        pools.forEach(MemoryPoolMXBean::resetPeakUsage);
        return pools.stream().mapToDouble(pool -> pool.getUsage().getUsed()).sum() / MEBIBYTE;
    }

    /** The sum of the peaks of all parts of the heap since then, garbage included, in MiB: an upper bound. */
    public double peak() {
        return pools.stream().mapToDouble(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
