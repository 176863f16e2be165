-- Version 1. {schema} stands for the schema's quoted name.
--
-- Locks are taken in this order, so that no two transactions wait for each other: the server's row, a node's own row, rows of
-- nodes whose lease has ended (never waited for), the room's row. Whoever changes members or entries holds the room's row:
-- sequences are thereby given in the order of the commits, without a gap.

-- By whose clock the leases are granted. A server that was started since, or was a standby until then, is another one: its clock
-- may be another machine's.
create table {schema}.server (
    id boolean primary key default true check (id),
    started timestamptz not null
);

insert into {schema}.server (started) values (pg_postmaster_start_time());

-- Who may write. A row is one node's tenure; only the database's clock says whether its lease is over.
create table {schema}.nodes (
    name text primary key,
    instance uuid not null,
    asked_at bigint not null,
    epoch bigint not null unique,
    expires_at timestamptz not null,
    position bigint not null,
    batch bigint not null default 0,
    outcomes smallint[]
) with (fillfactor = 50);

create sequence {schema}.epochs;

create table {schema}.room (
    id boolean primary key default true check (id),
    last_sequence bigint not null
) with (fillfactor = 50);

insert into {schema}.room (last_sequence) values (0);

-- Who is here: a name is held once.
create table {schema}.members (
    name bytea primary key,
    epoch bigint not null,
    session bigint not null,
    joined bigint not null
);

create index on {schema}.members (epoch);
create index on {schema}.members (joined);

-- What happened, in the room's order. Kinds: 1 joined, 2 left, 3 text, 4 private text (for one session of one epoch).
create table {schema}.entries (
    sequence bigint primary key,
    kind smallint not null,
    name bytea not null,
    epoch bigint,
    session bigint,
    body bytea,
    stored_at timestamptz not null default clock_timestamp()
);

create index on {schema}.entries (sequence) where kind = 4 and body is not null;

-- The newest members first, at most so many. The caller holds the room's row.
create function {schema}.list_members(p_count int) returns bytea[] language sql as $$
    select coalesce(array_agg(name order by joined desc), '{}')
    from (select name, joined from {schema}.members order by joined desc limit p_count) newest
$$;

-- The last texts up to an entry, in their order: at most so many, and of these the newest that make up 256 KiB, since a newcomer gets
-- them at once. Looked for in the last 10,000 entries, as the caller may hold the room's row; an index of texts would make each one
-- that is stored dearer by a fifth.
create function {schema}.list_texts(p_last bigint, p_count int) returns bytea[] language sql as $$
    select array_agg(body order by sequence)
    from (
        select sequence, body, sum(length(body)) over (order by sequence desc) as bytes
        from (
            select sequence, body from {schema}.entries
            where kind = 3 and sequence <= p_last and sequence > p_last - 10000 order by sequence desc limit p_count) latest
        ) measured
    where bytes <= 256 * 1024
$$;

-- Whether leases are granted by this server's clock. Asked with each write; unlike one in SQL this is planned once for a session.
create function {schema}.has_clock() returns boolean language plpgsql as $$
begin
    return (select started = pg_postmaster_start_time() from {schema}.server);
end
$$;

-- Grants every lease anew, by this server's clock: what another clock said of their ends means nothing here. No tenure is thereby
-- shorter than its node believes, since that counts from before an answer that the other server gave.
create function {schema}.adopt_leases(p_lease interval) returns void language plpgsql as $$
begin
    perform 1 from {schema}.server for update;
    if not {schema}.has_clock() then
        update {schema}.nodes set expires_at = clock_timestamp() + p_lease;
        update {schema}.server set started = pg_postmaster_start_time();
    end if;
end
$$;

-- Ends tenures: their names are free, and each member's leaving is told once. The caller holds their rows.
create function {schema}.end_tenures(p_epochs bigint[]) returns void language plpgsql as $$
declare
    v_count bigint;
    v_last bigint;
begin
    delete from {schema}.nodes where epoch = any (p_epochs);
    select count(*) into v_count from {schema}.members where epoch = any (p_epochs);
    if v_count = 0 then
        return;
    end if;
    update {schema}.room set last_sequence = last_sequence + v_count returning last_sequence - v_count into v_last;
    insert into {schema}.entries (sequence, kind, name)
        select v_last + row_number() over (order by joined), 2, name from {schema}.members where epoch = any (p_epochs);
    delete from {schema}.members where epoch = any (p_epochs);
    perform pg_notify({channel}, '');
end
$$;

-- Begins a tenure. No epoch comes back while another process holds the node's name; then the wait says for how long. A process
-- numbers what it asks by its own clock: what it has given up and asked again may come after that, and must not end what it was
-- granted since.
create function {schema}.acquire(p_name text, p_instance uuid, p_asked_at bigint, p_lease interval)
    returns table (o_epoch bigint, o_position bigint, o_wait interval) language plpgsql as $$
declare
    v_before {schema}.nodes%rowtype;
begin
    if not {schema}.has_clock() then
        perform {schema}.adopt_leases(p_lease);
    end if;
    select * into v_before from {schema}.nodes where name = p_name for update;
    if found then
        if v_before.instance <> p_instance and v_before.expires_at > clock_timestamp() then
            return query select null::bigint, null::bigint, v_before.expires_at - clock_timestamp();
            return;
        end if;
        if v_before.instance = p_instance and v_before.asked_at >= p_asked_at then
            raise exception 'this process has asked for its lease again since';
        end if;
        perform {schema}.end_tenures(array[v_before.epoch]);
    end if;
    o_epoch := nextval('{schema}.epochs');
    select last_sequence into o_position from {schema}.room for update;
    insert into {schema}.nodes (name, instance, asked_at, epoch, expires_at, position)
        values (p_name, p_instance, p_asked_at, o_epoch, clock_timestamp() + p_lease, o_position);
    return next;
end
$$;

-- Ends a tenure in order.
create function {schema}.release(p_instance uuid, p_epoch bigint) returns void language plpgsql as $$
begin
    perform 1 from {schema}.nodes where epoch = p_epoch and instance = p_instance for update;
    if found then
        perform {schema}.end_tenures(array[p_epoch]);
    end if;
end
$$;

-- Stores a batch and extends the lease, or fails with AE001 when the lease is over: the fence of every write. Whose lease it is, its
-- epoch alone does not say: a database that was set back gives epochs out again. A batch that is stored already is not stored again,
-- and nothing is stored for the first time after its own moment of p_limits. Kinds as in entries, and 0 for what has been given up
-- meanwhile. Outcomes: 1 done, 2 name taken, 3 nobody of that name, 4 too late or given up. The first row has index 0, the room's last
-- sequence, the time, the newest members (as many as any of those asks for who have joined or left), and the last texts if somebody
-- has joined; texts have no row unless they came too late.
create function {schema}.write(
    p_instance uuid, p_epoch bigint, p_batch bigint, p_lease interval, p_position bigint, p_sweep boolean, p_replay int,
    p_kinds smallint[], p_names bytea[], p_sessions bigint[], p_counts int[], p_bodies bytea[], p_limits timestamptz[])
    returns table (
        o_index int, o_outcome smallint, o_sequence bigint, o_users bytea[], o_history bytea[], o_clock timestamptz)
    language plpgsql as $$
declare
    v_node {schema}.nodes%rowtype;
    v_target {schema}.members%rowtype;
    v_over bigint[];
    v_outcomes smallint[];
    v_before bigint;
    v_last bigint;
    v_size int := cardinality(p_kinds);
    v_listed int;
    v_now timestamptz;
begin
    if not {schema}.has_clock() then
        perform {schema}.adopt_leases(p_lease);
    end if;
    select * into v_node from {schema}.nodes where epoch = p_epoch and instance = p_instance for update;
    if not found or v_node.expires_at <= clock_timestamp() then
        raise exception 'the lease of epoch % is over', p_epoch using errcode = 'AE001';
    end if;
    -- Neither goes back: a call that was given up may come late.
    update {schema}.nodes
        set expires_at = clock_timestamp() + p_lease, position = greatest(position, p_position), batch = greatest(batch, p_batch)
        where epoch = p_epoch;
    if p_sweep then
        select array_agg(epoch) into v_over from (
            select epoch from {schema}.nodes where expires_at <= clock_timestamp() for update skip locked) expired;
        if v_over is not null then
            perform {schema}.end_tenures(v_over);
        end if;
    end if;
    if v_size = 0 then
        select last_sequence into v_last from {schema}.room;
    else
        select last_sequence into v_last from {schema}.room for update;
    end if;
    if p_position > v_last then
        raise exception 'the database has entries up to % only, and this node has delivered up to %: it has been set back', v_last, p_position
            using errcode = 'AE001';
    end if;
    if v_size = 0 then
        return query select 0, null::smallint, v_last, null::bytea[], null::bytea[], clock_timestamp();
        return;
    end if;

    v_before := v_last;
    -- From here on nothing is waited for but the commit.
    v_now := clock_timestamp();
    if v_node.batch >= p_batch then
        v_outcomes := v_node.outcomes;
    else
        v_outcomes := array_fill(1::smallint, array[v_size]);
        for i in 1 .. v_size loop
            if p_kinds[i] = 0 or p_limits[i] < v_now then
                v_outcomes[i] := 4;
                continue;
            end if;
            case p_kinds[i]
                when 3 then
                    v_last := v_last + 1;
                    insert into {schema}.entries (sequence, kind, name, body) values (v_last, 3, p_names[i], p_bodies[i]);
                when 1 then
                    insert into {schema}.members (name, epoch, session, joined)
                        values (p_names[i], p_epoch, p_sessions[i], v_last + 1) on conflict do nothing;
                    if found then
                        v_last := v_last + 1;
                        insert into {schema}.entries (sequence, kind, name) values (v_last, 1, p_names[i]);
                    else
                        v_outcomes[i] := 2;
                    end if;
                when 2 then
                    delete from {schema}.members where name = p_names[i] and epoch = p_epoch and session = p_sessions[i];
                    if found then
                        v_last := v_last + 1;
                        insert into {schema}.entries (sequence, kind, name) values (v_last, 2, p_names[i]);
                    end if;
                when 4 then
                    select * into v_target from {schema}.members where name = p_names[i];
                    if found then
                        v_last := v_last + 1;
                        insert into {schema}.entries (sequence, kind, name, epoch, session, body)
                            values (v_last, 4, p_names[i], v_target.epoch, v_target.session, p_bodies[i]);
                    else
                        v_outcomes[i] := 3;
                    end if;
            end case;
        end loop;
        update {schema}.nodes set outcomes = v_outcomes where epoch = p_epoch;
        if v_last > v_before then
            update {schema}.room set last_sequence = v_last;
            perform pg_notify({channel}, '');
        end if;
    end if;

    -- Once for all: many may come or go in one batch, as when a node with all its users is back, and a list may be long.
    select coalesce(max(count), 0) into v_listed from unnest(p_kinds, p_counts, v_outcomes) as ended (kind, count, outcome)
        where kind = 2 or (kind = 1 and outcome = 1);
    return query select 0, null::smallint, v_last,
        case when v_listed > 0 then {schema}.list_members(v_listed) end,
        case when p_replay > 0 and exists (
            select from unnest(p_kinds, v_outcomes) as ended (kind, outcome) where kind = 1 and outcome = 1)
        then {schema}.list_texts(v_last, p_replay) end,
        clock_timestamp();
    o_clock := null;
    for i in 1 .. v_size loop
        if p_kinds[i] <> 3 or v_outcomes[i] = 4 then
            o_index := i;
            o_outcome := v_outcomes[i];
            o_sequence := v_last;
            return next;
        end if;
    end loop;
end
$$;

-- Forgets what need not be kept, and the texts of private messages that have been read: of at most so many entries in one call.
-- What a node has not read yet is kept, unless it is further behind than p_patience. Returns how many entries it was.
create function {schema}.trim(p_retain bigint, p_age interval, p_patience bigint, p_count int)
    returns bigint language plpgsql as $$
declare
    v_first bigint;
    v_last bigint;
    v_read bigint;
    v_cut bigint;
    v_gone bigint;
    v_erased bigint;
begin
    -- Until the leases are granted by this server's clock it is not known whose reading counts.
    if not {schema}.has_clock() or not pg_try_advisory_xact_lock({trim_lock}) then
        return 0;
    end if;
    select last_sequence into v_last from {schema}.room;
    select min(sequence) into v_first from {schema}.entries;
    select coalesce(min(position), v_last) into v_read from {schema}.nodes where expires_at > clock_timestamp();
    v_read := greatest(least(v_read, v_last), v_last - p_patience);
    select coalesce(max(sequence), 0) into v_cut from {schema}.entries
        where sequence < v_first + p_count and stored_at < clock_timestamp() - p_age;
    v_cut := least(greatest(v_cut, v_last - p_retain), v_read, v_first + p_count - 1);
    delete from {schema}.entries where sequence <= v_cut;
    get diagnostics v_gone = row_count;
    update {schema}.entries set body = null where sequence in (
        select sequence from {schema}.entries
        where kind = 4 and body is not null and sequence <= v_read order by sequence limit p_count - v_gone);
    get diagnostics v_erased = row_count;
    return v_gone + v_erased;
end
$$;
