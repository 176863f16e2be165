using System.Numerics;

namespace Akka.Actor;

/// <summary>
/// Keeps entries by the tick at which they are due. Adding and removing take constant time, however many there are.
/// It knows no clock and no threads.
/// </summary>
/// <remarks>
/// The wheel has levels. A slot of the lowest level is one tick, a slot of the next level is a whole turn of the level
/// below. Entries start on the level that reaches far enough and move down when their slot's time begins, so an entry
/// is touched once a level, not once a turn, and the next tick with work can be told exactly enough to sleep until it.
/// </remarks>
internal sealed class TimerWheel
{
    /// <summary>An entry with this slot is not in the wheel.</summary>
    public const int NoSlot = -1;

    /// <summary>The next tick of an empty wheel.</summary>
    public const long Never = long.MaxValue;

    private const int MinSlotBits = 6;
    private const int MaxSlotBits = 16;

    // At 1 ms a tick this reaches 34 years; what lies further waits on the top level for several of its turns.
    private const int ReachBits = 40;

    private readonly int _slotBits;
    private readonly int _slotMask;
    private readonly Level[] _levels;

    /// <summary>An empty wheel at tick 0.</summary>
    /// <param name="ticksPerWheel">Slots a level; rounded up to a power of two from 64 to 65,536.</param>
    public TimerWheel(int ticksPerWheel)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ticksPerWheel);
        _slotBits = Math.Clamp(BitOperations.Log2((uint)ticksPerWheel - 1) + 1, MinSlotBits, MaxSlotBits);
        _slotMask = (1 << _slotBits) - 1;
        _levels = new Level[(ReachBits + _slotBits - 1) / _slotBits];
        for (var i = 0; i < _levels.Length; i++)
            _levels[i] = new Level(1 << _slotBits);
    }

    /// <summary>The tick up to which the wheel has turned.</summary>
    public long CurrentTick { get; private set; }

    /// <summary>How many entries are in the wheel.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// The next tick at which <see cref="Advance"/> has something to do, or <see cref="Never"/>. No entry is due before.
    /// </summary>
    public long NextTick
    {
        get
        {
            var next = Never;
            for (var i = 0; i < _levels.Length; i++)
            {
                if (_levels[i].Count == 0)
                    continue;
                var shift = i * _slotBits;
                var turn = CurrentTick >> shift;
                next = Math.Min(next, (turn + _levels[i].DistanceToNext((int)(turn & _slotMask))) << shift);
            }

            return next;
        }
    }

    /// <summary>Adds an entry; its due tick must lie after <see cref="CurrentTick"/>.</summary>
    public void Add(TimerEntry entry)
    {
        var distance = entry.DueTick - CurrentTick;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(distance);
        var level = BitOperations.Log2((ulong)distance) / _slotBits;
        var slotTick = entry.DueTick;
        if (level >= _levels.Length)
        {
            level = _levels.Length - 1;
            slotTick = CurrentTick + (1L << (_levels.Length * _slotBits)) - 1;
        }

        var slot = (int)((slotTick >> (level * _slotBits)) & _slotMask);
        _levels[level].Add(entry, slot);
        entry.Slot = (level << MaxSlotBits) | slot;
        Count++;
    }

    /// <summary>Removes an entry; does nothing if it is not in the wheel.</summary>
    public void Remove(TimerEntry entry)
    {
        if (entry.Slot == NoSlot)
            return;
        _levels[entry.Slot >> MaxSlotBits].Remove(entry, entry.Slot & ((1 << MaxSlotBits) - 1));
        entry.Slot = NoSlot;
        Count--;
    }

    /// <summary>Turns to <paramref name="tick"/> and moves all entries due by then from the wheel to <paramref name="due"/>.</summary>
    public void Advance(long tick, List<TimerEntry> due)
    {
        for (var next = NextTick; next <= tick; next = NextTick)
        {
            CurrentTick = next;
            for (var level = _levels.Length - 1; level >= 0; level--)
            {
                var shift = level * _slotBits;
                if ((next & ((1L << shift) - 1)) == 0 && _levels[level].Count > 0)
                    Empty(_levels[level], (int)((next >> shift) & _slotMask), due);
            }
        }

        CurrentTick = Math.Max(CurrentTick, tick);
    }

    /// <summary>Moves all entries from the wheel to <paramref name="entries"/>.</summary>
    public void Clear(List<TimerEntry> entries)
    {
        foreach (var level in _levels)
        {
            for (var slot = 0; level.Count > 0; slot++)
            {
                while (level.TakeFirst(slot) is { } entry)
                {
                    Taken(entry);
                    entries.Add(entry);
                }
            }
        }
    }

    private void Empty(Level level, int slot, List<TimerEntry> due)
    {
        // Entries that are not due yet never come back to this slot, so the loop ends.
        while (level.TakeFirst(slot) is { } entry)
        {
            Taken(entry);
            if (entry.DueTick <= CurrentTick)
                due.Add(entry);
            else
                Add(entry);
        }
    }

    private void Taken(TimerEntry entry)
    {
        entry.Slot = NoSlot;
        Count--;
    }

    /// <summary>A ring of slots: doubly linked lists, and a bit for each that has entries.</summary>
    private sealed class Level(int slots)
    {
        private readonly ulong[] _occupied = new ulong[slots / 64];
        private TimerEntry?[]? _first;

        public int Count { get; private set; }

        public void Add(TimerEntry entry, int slot)
        {
            _first ??= new TimerEntry?[slots];
            var next = _first[slot];
            entry.Next = next;
            entry.Previous = null;
            if (next is not null)
                next.Previous = entry;
            _first[slot] = entry;
            _occupied[slot >> 6] |= 1UL << (slot & 63);
            Count++;
        }

        public void Remove(TimerEntry entry, int slot)
        {
            if (entry.Next is { } next)
                next.Previous = entry.Previous;
            if (entry.Previous is { } previous)
                previous.Next = entry.Next;
            else
                _first![slot] = entry.Next;
            entry.Next = entry.Previous = null;
            if (_first![slot] is null)
                _occupied[slot >> 6] &= ~(1UL << (slot & 63));
            Count--;
        }

        public TimerEntry? TakeFirst(int slot)
        {
            var entry = _first?[slot];
            if (entry is not null)
                Remove(entry, slot);
            return entry;
        }

        /// <summary>How far the next slot with entries lies after <paramref name="slot"/>, which itself comes last.</summary>
        public int DistanceToNext(int slot)
        {
            var start = (slot + 1) & (slots - 1);
            var word = start >> 6;
            var bits = _occupied[word] & (ulong.MaxValue << (start & 63));
            while (bits == 0)
            {
                word = (word + 1) & (_occupied.Length - 1);
                bits = _occupied[word];
            }

            var found = (word << 6) | BitOperations.TrailingZeroCount(bits);
            return ((found - start) & (slots - 1)) + 1;
        }
    }
}
