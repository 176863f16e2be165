using System.Text;

namespace Akka.Hosting;

/// <summary>What the engine logs about its own work (<c>akka.actor.debug</c>). What is null is left as it is.</summary>
public class DebugOptions
{
    /// <summary>Messages that an actor received and logs as handled or not.</summary>
    public bool? Receive { get; set; }

    /// <summary>Messages that every actor handles by itself, such as <c>PoisonPill</c>.</summary>
    public bool? AutoReceive { get; set; }

    /// <summary>Starts, restarts, stops, watches.</summary>
    public bool? LifeCycle { get; set; }

    /// <summary>Events, transitions and timers of finite state machines.</summary>
    public bool? FiniteStateMachine { get; set; }

    /// <summary>Subscriptions to the event stream.</summary>
    public bool? EventStream { get; set; }

    /// <summary>Messages that no handler took.</summary>
    public bool? Unhandled { get; set; }

    /// <summary>Routers whose configuration is at odds with their code.</summary>
    public bool? RouterMisconfiguration { get; set; }

    /// <summary>The settings as HOCON.</summary>
    /// <returns>HOCON, one setting a line; empty when none is set.</returns>
    public override string ToString()
    {
        var hocon = new StringBuilder();
        Add("receive", Receive);
        Add("autoreceive", AutoReceive);
        Add("lifecycle", LifeCycle);
        Add("fsm", FiniteStateMachine);
        Add("event-stream", EventStream);
        Add("unhandled", Unhandled);
        Add("router-misconfiguration", RouterMisconfiguration);
        return hocon.ToString();

        void Add(string key, bool? value)
        {
            if (value is { } set)
            {
                hocon.Append("akka.actor.debug.").Append(key).Append(" = ").Append(set.ToHocon()).Append('\n');
            }
        }
    }
}
