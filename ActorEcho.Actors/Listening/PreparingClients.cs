using Akka.Actor;

namespace ActorEcho.Actors.Listening;

/// <summary>The clients of a listener that have layers to pass before they are served, and how many were refused for them.</summary>
internal sealed class PreparingClients
{
    private readonly Dictionary<IActorRef, Client> _bySocket = [];
    private int _refused;

    public int Count => _bySocket.Count;

    public void Add(IActorRef socket, long number) => _bySocket.Add(socket, new Client(number));

    public Client? Find(IActorRef socket) => _bySocket.GetValueOrDefault(socket);

    public bool Remove(IActorRef socket) => _bySocket.Remove(socket);

    /// <summary>Takes note of a refusal.</summary>
    /// <returns>Whether it is the first since <see cref="TakeRefused"/>.</returns>
    public bool OnRefused() => _refused++ == 0;

    /// <summary>How many were refused since this was asked last.</summary>
    public int TakeRefused()
    {
        var refused = _refused;
        _refused = 0;
        return refused;
    }

    /// <summary>One of them.</summary>
    /// <param name="number">Its place among all that were accepted; names its actors.</param>
    internal sealed class Client(long number)
    {
        public long Number { get; } = number;

        /// <summary>How many of the listener's layers it has passed or is about to.</summary>
        public int LayersPassed { get; set; }
    }
}
