using Akka.Actor;
using Akka.IO.Transport;
using Akka.IO.Transport.Epoll;

namespace Akka.IO;

/// <summary>The actor of an accepted connection.</summary>
internal sealed class TcpIncomingConnection : TcpConnection
{
    private TcpIncomingConnection(Origin origin)
        : base(origin.Settings, origin.PullMode)
    {
    }

    protected override void PreStart()
    {
        var recipe = (Recipe)Context.Props;
        Begin(recipe.Connection, recipe.Origin.Handler);
    }

    /// <summary>What all connections of a listener have in common.</summary>
    internal sealed class Origin(IActorRef handler, TcpSettings settings, bool pullMode)
    {
        public IActorRef Handler { get; } = handler;

        public TcpSettings Settings { get; } = settings;

        public bool PullMode { get; } = pullMode;

        /// <summary>The recipe but for the connection itself, which every recipe copies.</summary>
        public Props Template { get; } = settings.ConnectionProps(typeof(TcpIncomingConnection));
    }

    /// <summary>Makes the actor. One is kept for every client, so it is a single object.</summary>
    internal sealed class Recipe : Props, IBelongsToLoop
    {
        public Recipe(Origin origin, ITransportConnection connection)
            : base(origin.Template)
        {
            Origin = origin;
            Connection = connection;
        }

        private Recipe(Recipe other)
            : base(other)
        {
            Origin = other.Origin;
            Connection = other.Connection;
        }

        public Origin Origin { get; }

        public ITransportConnection Connection { get; }

        EventLoop? IBelongsToLoop.Loop => (Connection as IBelongsToLoop)?.Loop;

        public override ActorBase NewActor() => new TcpIncomingConnection(Origin);

        protected override Props Copy() => new Recipe(this);
    }
}
