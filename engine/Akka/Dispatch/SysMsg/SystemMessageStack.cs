namespace Akka.Dispatch.SysMsg;

/// <summary>
/// The system messages of a mailbox that wait: a stack without nodes of its own, which any thread may push to and which is taken whole. A
/// part of its mailbox and no object of its own, since there are as many as actors.
/// </summary>
internal struct SystemMessageStack
{
    private SystemMessage? _head;

    /// <summary>Whether something waits.</summary>
    public readonly bool HasMessages => Volatile.Read(in _head) is { } head && head != NoMessage.Instance;

    /// <summary>Whether nothing waits and the stack still takes messages.</summary>
    public readonly bool IsOpenAndEmpty => Volatile.Read(in _head) is null;

    /// <summary>Puts a message in; false where the stack takes no more.</summary>
    public bool TryPush(SystemMessage message)
    {
        while (true)
        {
            var head = Volatile.Read(ref _head);
            if (head == NoMessage.Instance)
                return false;
            message.Next = head;
            if (Interlocked.CompareExchange(ref _head, message, head) == head)
                return true;
        }
    }

    /// <summary>Takes all messages, in the order in which they came.</summary>
    /// <param name="isNew">Whether <see cref="Create"/>, which comes first and is not among those given, was there.</param>
    public SystemMessage? Take(out bool isNew) => Take(leave: null, out isNew);

    /// <summary>Takes all messages; from then on none is taken in.</summary>
    public SystemMessage? Close() => Take(NoMessage.Instance, out _);

    private SystemMessage? Take(SystemMessage? leave, out bool isNew)
    {
        isNew = false;
        SystemMessage? head;
        do
        {
            head = Volatile.Read(ref _head);
            if (head == NoMessage.Instance || (head is null && leave is null))
                return null;
        }
        while (Interlocked.CompareExchange(ref _head, leave, head) != head);

        SystemMessage? ordered = null;
        while (head is not null)
        {
            if (ReferenceEquals(head, Create.Instance))
            {
                isNew = true;
                break;
            }
            var next = head.Next;
            head.Next = ordered;
            ordered = head;
            head = next;
        }
        return ordered;
    }
}
