-- Whether the network changed lately is asked whenever a statement is opened.
create index partners_edges_by_time on partners_edges (at);
create index partners_edge_ends_by_time on partners_edge_ends (at);
