namespace TeamEurope.Rules.Register;

/// <summary>Who stands behind an initiative: one Member State, several, several with the Union, or the Union itself.</summary>
public enum InitiativeLevel { Bilateral, Coalition, TeamEurope, EU }

/// <summary>The form an initiative takes. The first four are binding in law unless its owner says otherwise.</summary>
public enum InitiativeForm
{
    Treaty, ReadmissionAgreement, AssociationFramework, ImplementingProtocol,
    MemorandumOfUnderstanding, JointDeclaration, ActionPlan, LetterOfIntent, WorkingArrangement,
    Programme, Dialogue, UnilateralMeasure, Unwritten
}

/// <summary>Whether a text binds in law or only politically.</summary>
public enum LegalEffect { Binding, Political }

/// <summary>How far an initiative has come. Exploratory to InForce are live.</summary>
public enum Stage { Draft, Exploratory, Negotiating, Agreed, InForce, Ended, Paused, Suspended }

/// <summary>Who may read an initiative.</summary>
public enum Visibility { Owner, Named, TeamEurope, Public }

/// <summary>What Europe seeks, gives, does together with the partner, or holds back.</summary>
public enum Direction { Ask, Offer, Joint, Withhold }

/// <summary>Reward or pressure (report, table 5).</summary>
public enum IncentiveSign { Positive, Negative }

/// <summary>The field in which an incentive works (report, table 5).</summary>
public enum IncentiveDomain { Legal, Political, Financial }

/// <summary>Where a complementarity statement stands; the last three are the coordinators' replies.</summary>
public enum StatementStatus { Submitted, Noted, Questions, Disputed }

/// <summary>Migrant-rights risk of a partner country or of an instrument.</summary>
public enum Risk { Low, Medium, High }

/// <summary>Groups of stages that the rules speak of.</summary>
public static class Stages
{
    extension(Stage stage)
    {
        /// <summary>Exploratory, Negotiating, Agreed or InForce.</summary>
        public bool IsLive => stage is Stage.Exploratory or Stage.Negotiating or Stage.Agreed or Stage.InForce;

        /// <summary>Exploratory or Negotiating.</summary>
        public bool IsOpen => stage is Stage.Exploratory or Stage.Negotiating;

        /// <summary>Agreed or InForce.</summary>
        public bool IsSettled => stage is Stage.Agreed or Stage.InForce;

        /// <summary>Negotiating, Agreed or InForce: the stages that want proof of awareness.</summary>
        public bool IsNegotiatingOrLater => stage is Stage.Negotiating or Stage.Agreed or Stage.InForce;
    }
}
