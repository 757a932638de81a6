package dev.gatehouse.contract.bundle;

import dev.gatehouse.contract.document.MemberFilter;
import dev.gatehouse.contract.document.StandardFilter;

/** Keeps of a file what tells whether it is a contract: what stands at its root. */
enum ProbeFilter implements MemberFilter {
    ROOT,
    MEMBER;

    @Override
    public MemberFilter member(String name) {
        return this == ROOT ? MEMBER : StandardFilter.DROP;
    }

    @Override
    public boolean checksReferences() {
        return false;
    }
}
