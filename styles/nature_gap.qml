<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="AllStyleCategories" labelsEnabled="1" readOnly="0" hasScaleBasedVisibilityFlag="0" minScale="0" maxScale="0">
  <flags><Identifiable>1</Identifiable><Removable>1</Removable><Searchable>1</Searchable></flags>
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
    <rules key="{nature_gap}">
      <rule key="{road}" symbol="0" filter="&quot;crossing&quot; IN (&#x27;road&#x27;,&#x27;railway&#x27;,&#x27;path&#x27;,&#x27;paved&#x27;)" label="onderbreking: weg, spoor of verharding"/>
      <rule key="{building}" symbol="1" filter="&quot;crossing&quot; IN (&#x27;building&#x27;,&#x27;yard&#x27;)" label="onderbreking: pand, erf of tuin"/>
      <rule key="{land}" symbol="2" filter="&quot;crossing&quot; IN (&#x27;farmland&#x27;,&#x27;open&#x27;,&#x27;verge&#x27;,&#x27;green&#x27;,&#x27;water&#x27;)" label="onderbreking: landbouwgrond, berm of open grond"/>
      <rule key="{else}" symbol="3" filter="ELSE" label="onderbreking: niet bekend wat er ligt"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="0,0,0,255"/>
            <Option name="line_width" type="QString" value="1.8"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="120,40,0,255"/>
            <Option name="line_width" type="QString" value="1.8"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="230,159,0,255"/>
            <Option name="line_width" type="QString" value="1.8"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="solid"/>
            <Option name="capstyle" type="QString" value="round"/>
            <Option name="joinstyle" type="QString" value="round"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="line" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option name="line_color" type="QString" value="90,90,90,255"/>
            <Option name="line_width" type="QString" value="1.8"/>
            <Option name="line_width_unit" type="QString" value="MM"/>
            <Option name="line_style" type="QString" value="dash"/>
            <Option name="capstyle" type="QString" value="flat"/>
            <Option name="joinstyle" type="QString" value="round"/>
            <Option name="use_custom_dash" type="QString" value="1"/>
            <Option name="customdash" type="QString" value="1;1"/>
            <Option name="customdash_unit" type="QString" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="{labels}">
      <rule key="{rank}" description="nummer" filter='&quot;rank&quot; &lt;= 9' scalemaxdenom="30000">
      <settings calloutType="simple">
        <text-style fieldName="&quot;rank&quot;" isExpression="1" fontFamily="Sans Serif" fontSize="9" fontSizeUnit="Point" fontWeight="75" namedStyle="Bold" textColor="0,0,0,255" textOpacity="1" multilineHeight="1" useSubstitutions="0">
          <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.85" bufferNoFill="1" bufferJoinStyle="128"/>
        </text-style>
        <text-format multilineAlign="1" wrapChar="" plussign="0" formatNumbers="0"/>
        <placement placement="4" centroidWhole="0" centroidInside="1" dist="0" distUnits="MM" priority="9" fitInPolygonOnly="0" quadOffset="4" xOffset="0" yOffset="0" offsetUnits="MM" polygonPlacementFlags="2"/>
        <rendering obstacle="0" displayAll="1" drawLabels="1" limitNumLabels="0" fontLimitPixelSize="0" mergeLines="0" minFeatureSize="0" scaleVisibility="0"/>
      </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <fieldConfiguration>
    <field name="crossing" configurationFlags="None">
      <editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List"><Option type="Map"><Option name="weg" type="QString" value="road"/></Option><Option type="Map"><Option name="spoor" type="QString" value="railway"/></Option><Option type="Map"><Option name="pad of inrit" type="QString" value="path"/></Option><Option type="Map"><Option name="pand" type="QString" value="building"/></Option><Option type="Map"><Option name="verharding" type="QString" value="paved"/></Option><Option type="Map"><Option name="erf of tuin" type="QString" value="yard"/></Option><Option type="Map"><Option name="landbouwgrond" type="QString" value="farmland"/></Option><Option type="Map"><Option name="open grond" type="QString" value="open"/></Option><Option type="Map"><Option name="berm" type="QString" value="verge"/></Option><Option type="Map"><Option name="groen" type="QString" value="green"/></Option><Option type="Map"><Option name="water" type="QString" value="water"/></Option><Option type="Map"><Option name="onbekend" type="QString" value="unknown"/></Option></Option></Option></config></editWidget>
    </field>
  </fieldConfiguration>
  <aliases>
    <alias index="0" field="id" name="Onderbreking (sleutel)"/>
    <alias index="1" field="rank" name="Volgorde"/>
    <alias index="2" field="link_id" name="Verbinding"/>
    <alias index="3" field="from_id" name="Van zone"/>
    <alias index="4" field="to_id" name="Naar zone"/>
    <alias index="5" field="width_m" name="Breedte (m)"/>
    <alias index="6" field="crossing" name="Ligt er vooral"/>
    <alias index="7" field="crosses" name="Ligt er alles bij elkaar"/>
    <alias index="8" field="which" name="Vlak dat het meest ervan is (sleutel)"/>
    <alias index="9" field="bronhouder" name="Bronhouder (houdt de kaart bij)"/>
    <alias index="10" field="owner" name="Eigenaar (soort)"/>
    <alias index="11" field="street" name="Straat"/>
    <alias index="12" field="renewal_year" name="Jaar van vernieuwing"/>
    <alias index="13" field="lamps_25" name="Lampen binnen 25 m"/>
    <alias index="14" field="lamps_50" name="Lampen binnen 50 m"/>
    <alias index="15" field="link_dpc" name="Belang van de verbinding (dPC, %)"/>
    <alias index="16" field="links" name="Verbindingen die hier breken"/>
    <alias index="17" field="link_ids" name="Welke verbindingen"/>
    <alias index="18" field="gain_pct" name="Winst van herstel (PC, %)"/>
  </aliases>
  <attributetableconfig actionWidgetStyle="dropDown" sortOrder="0" sortExpression="">
    <columns>
      <column type="field" name="id" hidden="0" width="-1"/>
      <column type="field" name="rank" hidden="0" width="-1"/>
      <column type="field" name="link_id" hidden="0" width="-1"/>
      <column type="field" name="from_id" hidden="0" width="-1"/>
      <column type="field" name="to_id" hidden="0" width="-1"/>
      <column type="field" name="width_m" hidden="0" width="-1"/>
      <column type="field" name="crossing" hidden="0" width="-1"/>
      <column type="field" name="crosses" hidden="0" width="-1"/>
      <column type="field" name="which" hidden="0" width="-1"/>
      <column type="field" name="bronhouder" hidden="0" width="-1"/>
      <column type="field" name="owner" hidden="0" width="-1"/>
      <column type="field" name="street" hidden="0" width="-1"/>
      <column type="field" name="renewal_year" hidden="0" width="-1"/>
      <column type="field" name="lamps_25" hidden="0" width="-1"/>
      <column type="field" name="lamps_50" hidden="0" width="-1"/>
      <column type="field" name="link_dpc" hidden="0" width="-1"/>
      <column type="field" name="links" hidden="0" width="-1"/>
      <column type="field" name="link_ids" hidden="0" width="-1"/>
      <column type="field" name="gain_pct" hidden="0" width="-1"/>
      <column type="actions" hidden="1" width="-1"/>
    </columns>
  </attributetableconfig>
  <editforminit/>
  <editforminitcodesource>0</editforminitcodesource>
  <featformsuppress>0</featformsuppress>
  <editorlayout>tablayout</editorlayout>
  <attributeEditorForm>
    <attributeEditorContainer name="Onderbreking" groupBox="0" columnCount="1" showLabel="1" visibilityExpressionEnabled="0" visibilityExpression="">
      <attributeEditorField name="id" index="0" showLabel="1"/>
      <attributeEditorField name="rank" index="1" showLabel="1"/>
      <attributeEditorField name="link_id" index="2" showLabel="1"/>
      <attributeEditorField name="from_id" index="3" showLabel="1"/>
      <attributeEditorField name="to_id" index="4" showLabel="1"/>
      <attributeEditorField name="width_m" index="5" showLabel="1"/>
      <attributeEditorField name="crossing" index="6" showLabel="1"/>
      <attributeEditorField name="crosses" index="7" showLabel="1"/>
      <attributeEditorField name="which" index="8" showLabel="1"/>
      <attributeEditorField name="bronhouder" index="9" showLabel="1"/>
      <attributeEditorField name="owner" index="10" showLabel="1"/>
      <attributeEditorField name="street" index="11" showLabel="1"/>
      <attributeEditorField name="renewal_year" index="12" showLabel="1"/>
      <attributeEditorField name="lamps_25" index="13" showLabel="1"/>
      <attributeEditorField name="lamps_50" index="14" showLabel="1"/>
      <attributeEditorField name="link_dpc" index="15" showLabel="1"/>
      <attributeEditorField name="links" index="16" showLabel="1"/>
      <attributeEditorField name="link_ids" index="17" showLabel="1"/>
      <attributeEditorField name="gain_pct" index="18" showLabel="1"/>
    </attributeEditorContainer>
  </attributeEditorForm>
  <previewExpression>coalesce("id", '')</previewExpression>
  <mapTip><![CDATA[<div style="font-family:sans-serif;font-size:10pt;min-width:260px"><b>Onderbreking van [% coalesce(format_number("width_m", 0, 'nl'), '?') %] m</b>[% CASE WHEN "rank" IS NOT NULL THEN ', nummer ' || "rank" || ' van de werklijst' ELSE '' END %]<br>
Er ligt: [% replace(coalesce("crosses",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
Straat [% replace(coalesce("street",'niet bekend'), array('&','<','>'), array('&amp;','&lt;','&gt;')) %][% CASE WHEN "renewal_year" IS NOT NULL THEN ', vernieuwing ' || "renewal_year" ELSE '' END %]; bronhouder [% replace(coalesce("bronhouder",'niet bekend'), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]; eigenaar [% replace(coalesce("owner",'niet bekend'), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]<br>
Verbindingen die hier breken: [% coalesce("links", '?') %][% CASE WHEN "gain_pct" IS NOT NULL THEN '; herstel maakt het netwerk ' || format_number("gain_pct", 1, 'nl') || ' % sterker (PC)' ELSE '' END %]<br>
Lampen binnen 25 m: [% coalesce("lamps_25", 'niet bekend') %], binnen 50 m: [% coalesce("lamps_50", 'niet bekend') %]<br>
Sleutel [% replace(coalesce("id",''), array('&','<','>'), array('&amp;','&lt;','&gt;')) %]</div>]]></mapTip>
</qgis>
